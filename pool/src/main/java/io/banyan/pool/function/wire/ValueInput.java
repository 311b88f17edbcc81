package io.banyan.pool.function.wire;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ValueOutput} writes. */
public final class ValueInput {

  private ValueInput() {}

  /**
   * Reads one value.
   *
   * @param allowed names of classes of which there may be something in it, besides values of the
   *     JDK
   * @throws IOException when it is something else, which is then not made
   */
  public static @Nullable Object read(DataInputStream in, Set<String> allowed) throws IOException {
    int tag = in.readUnsignedByte();
    switch (tag) {
      case ValueOutput.NULL:
        return null;
      case ValueOutput.INT:
        return in.readInt();
      case ValueOutput.STRING:
        return readText(in);
      case ValueOutput.LONG:
        return in.readLong();
      case ValueOutput.BOOLEAN:
        return in.readBoolean();
      case ValueOutput.DOUBLE:
        return in.readDouble();
      case ValueOutput.BYTES:
        return bytes(in);
      case ValueOutput.OBJECT:
        return deserialize(bytes(in), new ValueFilter(allowed));
      default:
        throw new IOException("no kind of value: " + tag);
    }
  }

  public static String readText(DataInputStream in) throws IOException {
    byte[] bytes = bytes(in);
    char[] chars = new char[bytes.length / 2];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) (((bytes[2 * i] & 0xFF) << Byte.SIZE) | (bytes[2 * i + 1] & 0xFF));
    }
    return new String(chars);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    // No more than the frame has: its length was checked.
    if (length < 0 || length > in.available()) {
      throw new IOException("a value of " + length + " bytes in a shorter frame");
    }
    return in.readNBytes(length);
  }

  private static @Nullable Object deserialize(byte[] bytes, ValueFilter filter) throws IOException {
    try (ObjectInputStream objects = new Resolving(new ByteArrayInputStream(bytes))) {
      objects.setObjectInputFilter(filter);
      return objects.readObject();
    } catch (InvalidClassException refused) {
      String type = filter.refused();
      throw type == null
          ? refused
          : new IOException("of " + type + " nothing is accepted", refused);
    } catch (ClassNotFoundException missing) {
      throw new IOException("there is no class " + missing.getMessage(), missing);
    } catch (RuntimeException | StackOverflowError | LinkageError malformed) {
      throw new IOException("it cannot be read: " + malformed, malformed);
    }
  }

  private static final class Resolving extends ObjectInputStream {

    Resolving(InputStream in) throws IOException {
      super(in);
    }

    /** With the loader of the application, whoever's thread this is. */
    @Override
    protected Class<?> resolveClass(ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      if (loader == null) {
        return super.resolveClass(described);
      }
      try {
        return Class.forName(described.getName(), false, loader);
      } catch (ClassNotFoundException notThere) {
        return super.resolveClass(described);
      }
    }

    /** A class that is made up at run time cannot be known beforehand. */
    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
      throw new IOException("a dynamic proxy is refused");
    }
  }
}
