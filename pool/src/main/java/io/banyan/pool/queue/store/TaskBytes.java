package io.banyan.pool.queue.store;

import io.banyan.pool.queue.machine.Attempt;
import io.banyan.pool.queue.machine.Task;
import io.banyan.pool.queue.machine.Task.Origin;
import io.banyan.pool.queue.machine.Task.Standing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of a task besides its value, as bytes. */
final class TaskBytes {

  private TaskBytes() {}

  static byte[] write(Task<?> task) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(task.standing().name());
      out.writeInt(task.origin().priority());
      out.writeUTF(task.origin().key().orElse(""));
      write(out, task.origin().pushedAt());
      write(out, task.notBefore());
      out.writeInt(task.attempts().size());
      for (Attempt attempt : task.attempts()) {
        write(out, attempt);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Attempt attempt) throws IOException {
    write(out, attempt.begunAt());
    out.writeBoolean(attempt.ending().isPresent());
    if (attempt.ending().isPresent()) {
      write(out, attempt.ending().get().at());
      out.writeUTF(attempt.ending().get().reason());
    }
  }

  private static void write(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  static Task<byte[]> read(long id, byte[] value, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Standing standing = Standing.valueOf(in.readUTF());
      int priority = in.readInt();
      Optional<String> key = Optional.of(in.readUTF()).filter(text -> !text.isEmpty());
      Origin origin = new Origin(priority, key, time(in));
      Instant notBefore = time(in);
      return new Task<>(id, value, origin, standing, notBefore, attempts(in));
    } catch (IOException | RuntimeException damaged) {
      throw new StoreException("task " + id + " in the file is damaged", damaged);
    }
  }

  private static List<Attempt> attempts(DataInputStream in) throws IOException {
    List<Attempt> attempts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Instant begunAt = time(in);
      attempts.add(
          new Attempt(
              begunAt,
              in.readBoolean()
                  ? Optional.of(new Attempt.Ending(time(in), in.readUTF()))
                  : Optional.empty()));
    }
    return attempts;
  }

  private static Instant time(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }
}
