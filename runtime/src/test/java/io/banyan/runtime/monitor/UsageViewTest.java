package io.banyan.runtime.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import io.banyan.runtime.usage.Usage;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageViewTest {

  private static final ChildPath WEB = new ChildPath("web");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 40, 41, 100})
  void keeps_the_last_samples_oldest_first(int count) {
    UsageView view = new UsageView(40);

    LongStream.range(0, count).forEach(i -> view.accept(sampled(WEB, i)));

    List<UsageSample> kept = view.of(WEB);
    assertThat(kept)
        .containsExactlyElementsOf(
            LongStream.range(Math.max(0, count - 40), count)
                .mapToObj(UsageViewTest::sample)
                .toList());
  }

  @Test
  void children_have_their_own_and_a_child_that_is_none_any_more_has_none() {
    UsageView view = new UsageView(5);
    ChildPath mail = new ChildPath("mail");
    view.accept(sampled(WEB, 1));
    view.accept(sampled(mail, 2));

    view.accept(new RecordedEvent(3, Instant.EPOCH, new ProcessEvent.Undeclared(WEB)));

    assertThat(view.of(WEB)).isEmpty();
    assertThat(view.of(mail)).containsExactly(sample(2));
  }

  private static RecordedEvent sampled(ChildPath path, long i) {
    UsageSample sample = sample(i);
    return new RecordedEvent(
        i, sample.time(), new ProcessEvent.Sampled(path, sample.incarnation(), sample.usage()));
  }

  private static UsageSample sample(long i) {
    return new UsageSample(
        Instant.ofEpochSecond(i), (int) i, new Usage(i + 0.1, 2 * i, i + 99.9, 3 * i, (int) i + 1));
  }
}
