package io.banyan.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void percentiles_are_values_that_were_measured() {
    List<Double> values = IntStream.rangeClosed(1, 200).mapToObj(i -> 201.0 - i).toList();

    assertThat(Summary.of(values)).isEqualTo(new Summary(200, 1, 100.5, 100, 190, 198, 200));
  }

  @Test
  void a_single_value_is_all_of_them() {
    assertThat(Summary.of(List.of(7.0))).isEqualTo(new Summary(1, 7, 7, 7, 7, 7, 7));
  }

  @Test
  void nothing_is_nothing() {
    assertThat(Summary.of(List.of())).isEqualTo(new Summary(0, 0, 0, 0, 0, 0, 0));
  }
}
