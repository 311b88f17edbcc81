package io.banyan.pool.function.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function and its arguments. A lambda or method reference is the method behind it, which is
 * called by its name: so no lambda is ever deserialized.
 *
 * @param target what is called
 * @param arguments captured ones before those of the call; a {@link ChannelEnd} stands for a
 *     channel
 */
public record CallBody(Target target, List<@Nullable Object> arguments) {

  private static final int METHOD = 0;
  private static final int OBJECT = 1;
  private static final int CHANNEL = 255;

  /** What is called. */
  public sealed interface Target {}

  /**
   * A method.
   *
   * @param owner name of its class, with slashes
   * @param descriptor its parameters and what it returns, as in a class file
   */
  public record Method(String owner, String name, String descriptor, boolean isStatic)
      implements Target {}

  /** A function that is an object of a class of its own. */
  public record Instance(Object function) implements Target {}

  /**
   * Stands for a channel of the runtime.
   *
   * @param number which; given by the runtime, unique for one process
   * @param sends whether the function sends to it, and does not receive from it
   */
  public record ChannelEnd(int number, boolean sends) {}

  /**
   * Writes it.
   *
   * @return names of all classes of which something is in it
   */
  public Set<String> write(DataOutputStream out) throws IOException {
    Set<String> found = new LinkedHashSet<>();
    if (target instanceof Method method) {
      out.writeByte(METHOD);
      ValueOutput.writeText(out, method.owner());
      ValueOutput.writeText(out, method.name());
      ValueOutput.writeText(out, method.descriptor());
      out.writeBoolean(method.isStatic());
    } else {
      out.writeByte(OBJECT);
      ValueOutput.write(out, ((Instance) target).function(), found);
    }
    out.writeInt(arguments.size());
    for (Object argument : arguments) {
      if (argument instanceof ChannelEnd end) {
        out.writeByte(CHANNEL);
        out.writeInt(end.number());
        out.writeBoolean(end.sends());
      } else {
        out.writeByte(OBJECT);
        ValueOutput.write(out, argument, found);
      }
    }
    return found;
  }

  /**
   * Reads it.
   *
   * @param allowed names of classes of which there may be something in it
   */
  public static CallBody read(DataInputStream in, Set<String> allowed) throws IOException {
    Target target =
        in.readUnsignedByte() == METHOD
            ? new Method(
                ValueInput.readText(in),
                ValueInput.readText(in),
                ValueInput.readText(in),
                in.readBoolean())
            : new Instance(there(ValueInput.read(in, allowed)));
    List<@Nullable Object> arguments = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      arguments.add(
          in.readUnsignedByte() == CHANNEL
              ? new ChannelEnd(in.readInt(), in.readBoolean())
              : ValueInput.read(in, allowed));
    }
    return new CallBody(target, arguments);
  }

  private static Object there(@Nullable Object function) throws IOException {
    if (function == null) {
      throw new IOException("there is no function");
    }
    return function;
  }
}
