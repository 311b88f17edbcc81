package io.banyan.pool.function.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was thrown, described: so it comes over also where its class cannot be serialized or is not
 * known, and nothing of it is ever made again. Bounded in each direction.
 *
 * @param type name of its class
 * @param message what it said, if it said anything
 * @param stack where it was thrown
 * @param cause what caused it, if anything
 * @param suppressed what happened meanwhile
 */
public record Failure(
    String type,
    @Nullable String message,
    List<StackTraceElement> stack,
    @Nullable Failure cause,
    List<Failure> suppressed) {

  private static final int DEEPEST = 12;
  private static final int MOST_SUPPRESSED = 8;
  private static final int MOST_FRAMES = 256;
  private static final int LONGEST_MESSAGE = 16 * 1024;

  /** Describes it; never fails, whatever its methods do. */
  public static Failure of(Throwable thrown) {
    return of(thrown, DEEPEST);
  }

  private static Failure of(Throwable thrown, int depth) {
    List<Failure> suppressed = new ArrayList<>();
    Failure cause = null;
    if (depth > 0) {
      Throwable[] meanwhile = thrown.getSuppressed();
      for (int i = 0; i < Math.min(meanwhile.length, MOST_SUPPRESSED); i++) {
        suppressed.add(of(meanwhile[i], depth / 2));
      }
      Throwable reason = thrown.getCause();
      cause = reason == null ? null : of(reason, depth - 1);
    }
    StackTraceElement[] stack = thrown.getStackTrace();
    return new Failure(
        thrown.getClass().getName(),
        message(thrown),
        List.of(stack).subList(0, Math.min(stack.length, MOST_FRAMES)),
        cause,
        suppressed);
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null || message.length() <= LONGEST_MESSAGE
          ? message
          : message.substring(0, LONGEST_MESSAGE) + "…";
    } catch (RuntimeException | StackOverflowError itsOwn) {
      return "(its message cannot be had: " + itsOwn.getClass().getName() + ")";
    }
  }

  /** Like {@link Throwable#toString} of what was thrown. */
  public String description() {
    return message == null ? type : type + ": " + message;
  }

  public void write(DataOutputStream out) throws IOException {
    ValueOutput.writeText(out, type);
    writeOptional(out, message);
    out.writeInt(stack.size());
    for (StackTraceElement frame : stack) {
      ValueOutput.writeText(out, frame.getClassName());
      ValueOutput.writeText(out, frame.getMethodName());
      writeOptional(out, frame.getFileName());
      out.writeInt(frame.getLineNumber());
    }
    out.writeBoolean(cause != null);
    if (cause != null) {
      cause.write(out);
    }
    out.writeInt(suppressed.size());
    for (Failure meanwhile : suppressed) {
      meanwhile.write(out);
    }
  }

  public static Failure read(DataInputStream in) throws IOException {
    return read(in, DEEPEST);
  }

  private static Failure read(DataInputStream in, int depth) throws IOException {
    if (depth < 0) {
      throw new IOException("a failure with too many causes");
    }
    String type = ValueInput.readText(in);
    String message = readOptional(in);
    List<StackTraceElement> stack = new ArrayList<>();
    for (int left = count(in, MOST_FRAMES); left > 0; left--) {
      stack.add(
          new StackTraceElement(
              ValueInput.readText(in), ValueInput.readText(in), readOptional(in), in.readInt()));
    }
    Failure cause = in.readBoolean() ? read(in, depth - 1) : null;
    List<Failure> suppressed = new ArrayList<>();
    for (int left = count(in, MOST_SUPPRESSED); left > 0; left--) {
      suppressed.add(read(in, depth / 2));
    }
    return new Failure(type, message, stack, cause, suppressed);
  }

  private static int count(DataInputStream in, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most) {
      throw new IOException("a failure with " + count + " parts");
    }
    return count;
  }

  private static void writeOptional(DataOutputStream out, @Nullable String text)
      throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      ValueOutput.writeText(out, text);
    }
  }

  private static @Nullable String readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? ValueInput.readText(in) : null;
  }
}
