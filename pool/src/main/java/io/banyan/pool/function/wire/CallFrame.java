package io.banyan.pool.function.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What is asked of a process, before it is looked at which function that is.
 *
 * @param id of the call, unique for one process
 * @param last whether the process ends with it
 * @param longestAnswer how many bytes its value may have
 */
public record CallFrame(int id, boolean last, int longestAnswer) {

  /**
   * The whole frame.
   *
   * @param allowed names of classes of which there is something in the body
   */
  public byte[] toBytes(Set<String> allowed, byte[] body) throws IOException {
    FrameBuilder frame = new FrameBuilder(FrameType.CALL, Integer.MAX_VALUE / 2);
    DataOutputStream out = frame.data();
    out.writeInt(id);
    out.writeBoolean(last);
    out.writeInt(longestAnswer);
    out.writeInt(allowed.size());
    for (String name : allowed) {
      ValueOutput.writeText(out, name);
    }
    out.write(body);
    return frame.toBytes();
  }

  public static CallFrame read(DataInputStream in) throws IOException {
    return new CallFrame(in.readInt(), in.readBoolean(), in.readInt());
  }

  /** Reads what comes after it. */
  public static CallBody readBody(DataInputStream in) throws IOException {
    Set<String> allowed = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      allowed.add(ValueInput.readText(in));
    }
    return CallBody.read(in, allowed);
  }
}
