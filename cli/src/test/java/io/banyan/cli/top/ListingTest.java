package io.banyan.cli.top;

import static io.banyan.cli.top.Services.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {

  private final View view = View.first(Order.CPU, false);

  @ParameterizedTest
  @CsvSource({
    "NAME, web workers/mailer workers/sorter",
    "STATE, workers/sorter web workers/mailer",
    "RESTARTS, workers/sorter web workers/mailer",
    "UPTIME, workers/mailer web workers/sorter",
    "CPU, web workers/mailer workers/sorter",
    "MEMORY, workers/mailer web workers/sorter"
  })
  void is_sorted_by_any_column(Order order, String expected) {
    assertThat(paths(view.sorted(order, false))).isEqualTo(expected);
  }

  @Test
  void is_sorted_the_other_way_round() {
    assertThat(paths(view.sorted(Order.MEMORY, true)))
        .isEqualTo("workers/sorter web workers/mailer");
  }

  @Test
  void has_supervisors_with_their_sums_above_their_processes() {
    List<Service> lines = Listing.of(ALL, view.asTree(true));

    assertThat(lines.stream().map(Service::path))
        .containsExactly("workers", "workers/mailer", "workers/sorter", "web");
    Service workers = lines.get(0);
    assertThat(workers.isSupervisor()).isTrue();
    assertThat(workers.restarts()).isEqualTo(7);
    assertThat(workers.rssBytes()).contains(9_000_000L);
    assertThat(workers.status()).isEqualTo("2 processes");
  }

  @Test
  void has_only_those_with_the_text_in_their_path() {
    assertThat(paths(view.filtered("WORK"))).isEqualTo("workers/mailer workers/sorter");
  }

  @Test
  void keeps_the_marked_line_when_it_is_sorted_anew_and_falls_back_to_the_first() {
    View marked = view.selecting("workers/sorter");

    assertThat(Listing.selected(Listing.of(ALL, marked), marked)).isEqualTo(2);
    View byRestarts = marked.sorted(Order.RESTARTS, false);
    assertThat(Listing.selected(Listing.of(ALL, byRestarts), byRestarts)).isZero();
    assertThat(Listing.selected(Listing.of(ALL, view), view.selecting("gone"))).isZero();
    assertThat(view.selected()).isEqualTo(Optional.empty());
  }

  private static String paths(View view) {
    return String.join(" ", Listing.of(ALL, view).stream().map(Service::path).toList());
  }
}
