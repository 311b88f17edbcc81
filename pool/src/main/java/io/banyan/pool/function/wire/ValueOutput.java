package io.banyan.pool.function.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes values. The plain ones have a form of their own, so that a process that is given no others
 * need not load and warm up Java's serialization, which costs as much as half of its start.
 */
public final class ValueOutput {

  static final int NULL = 0;
  static final int BOOLEAN = 1;
  static final int INT = 2;
  static final int LONG = 3;
  static final int DOUBLE = 4;
  static final int STRING = 5;
  static final int BYTES = 6;
  static final int OBJECT = 7;

  private ValueOutput() {}

  /**
   * Writes one value.
   *
   * @param found gets the names of all classes of which something is in it
   * @throws java.io.NotSerializableException when it or something in it cannot be serialized
   * @throws FrameBuilder.TooLong when there is no room for it
   */
  public static void write(DataOutputStream out, @Nullable Object value, Set<String> found)
      throws IOException {
    try {
      if (!plain(out, value) && value != null) {
        byte[] bytes = serialize(value, found);
        out.writeByte(OBJECT);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
    } catch (FrameBuilder.Overflow overflow) {
      throw overflow.told();
    }
  }

  private static boolean plain(DataOutputStream out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof Integer number) {
      out.writeByte(INT);
      out.writeInt(number);
    } else if (value instanceof String text) {
      out.writeByte(STRING);
      writeText(out, text);
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      out.writeLong(number);
    } else if (value instanceof Boolean truth) {
      out.writeByte(BOOLEAN);
      out.writeBoolean(truth);
    } else if (value instanceof Double number) {
      out.writeByte(DOUBLE);
      out.writeDouble(number);
    } else if (value instanceof byte[] bytes) {
      out.writeByte(BYTES);
      out.writeInt(bytes.length);
      out.write(bytes);
    } else {
      return false;
    }
    return true;
  }

  /** Any text, of any length: not every string can be encoded as UTF-8. */
  public static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] chars = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      chars[2 * i] = (byte) (c >>> Byte.SIZE);
      chars[2 * i + 1] = (byte) c;
    }
    out.writeInt(chars.length);
    out.write(chars);
  }

  private static byte[] serialize(Object value, Set<String> found) throws IOException {
    found.add(ClassNames.element(value.getClass()).getName()); // also when another stands for it
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new Collecting(bytes, found)) {
      objects.writeObject(value);
    } catch (StackOverflowError deep) {
      throw new IOException("it is nested too deeply to be serialized", deep);
    }
    return bytes.toByteArray();
  }

  private static final class Collecting extends ObjectOutputStream {

    private final Set<String> found;

    Collecting(OutputStream out, Set<String> found) throws IOException {
      super(out);
      this.found = found;
    }

    @Override
    protected void annotateClass(Class<?> type) {
      found.add(ClassNames.element(type).getName());
    }
  }
}
