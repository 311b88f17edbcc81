package io.banyan.pool.queue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.pool.queue.machine.Step;
import io.banyan.pool.queue.machine.Task;
import io.banyan.pool.queue.machine.Task.Origin;
import io.banyan.pool.queue.machine.Task.Standing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapStoreTest {

  private static final int BYTES = 100_000;

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("test.queue");
  }

  private static Task<byte[]> task(long id) {
    byte[] value = new byte[BYTES];
    value[0] = (byte) id;
    Origin origin = new Origin(0, Optional.of("k" + id), Instant.EPOCH);
    return new Task<>(id, value, origin, Standing.WAITING, Instant.EPOCH, List.of());
  }

  @Test
  void a_file_that_has_grown_too_much_is_written_anew_with_all_that_is_needed() throws Exception {
    try (MapStore store = new MapStore(file(), false)) {
      store.open();
      for (long id = 1; id <= 1_000; id++) {
        Task<byte[]> task = task(id);
        store.keep(List.of(new Step<>(Optional.empty(), Optional.of(task))));
        if (id % 100 > 0) {
          store.keep(List.of(new Step<>(Optional.of(task), Optional.empty())));
        }
        assertThatThrownBy(() -> new MapStore(file(), false).open()).hasMessageContaining("in use");
      }
      assertThat(Files.size(file())).isLessThan(1_000L * BYTES / 2);
    }
    assertThat(folder.resolve("test.queue.new")).doesNotExist();
    try (MapStore store = new MapStore(file(), false)) {
      QueueStore.Contents contents = store.open();
      assertThat(contents.lastId()).isEqualTo(1_000);
      assertThat(contents.tasks())
          .extracting(Task::id)
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, 10).map(i -> i * 100).boxed().toList());
      assertThat(contents.tasks().get(3).value()[0]).isEqualTo((byte) 400);
      assertThat(contents.tasks().get(3).origin().key()).contains("k400");
    }
  }

  @Test
  void what_a_renewal_that_was_killed_has_left_does_not_matter() throws Exception {
    Files.writeString(folder.resolve("test.queue.new"), "half");
    try (MapStore store = new MapStore(file(), true)) {
      assertThat(store.open().tasks()).isEmpty();
      for (long id = 1; id <= 500; id++) {
        Task<byte[]> task = task(id);
        store.keep(List.of(new Step<>(Optional.empty(), Optional.of(task))));
        store.keep(List.of(new Step<>(Optional.of(task), Optional.empty())));
      }
    }
    assertThat(folder.resolve("test.queue.new")).doesNotExist();
  }
}
