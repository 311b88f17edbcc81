package io.banyan.runtime.engine.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of native memory, zeroed, that its owner frees: its address for C, its bytes for Java.
 */
final class Block implements AutoCloseable {

  private final Memory memory;
  private final ByteBuffer bytes;

  Block(int size) {
    memory = new Memory(size);
    memory.clear();
    bytes = memory.getByteBuffer(0, size).order(ByteOrder.nativeOrder());
  }

  long address() {
    return Pointer.nativeValue(memory);
  }

  long address(int offset) {
    return address() + offset;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  @Override
  public void close() {
    memory.close();
  }

  /**
   * What output is read into. The garbage collector frees it, and not its owner: handlers are not
   * ours, and one that keeps the buffer against its contract must not read freed memory.
   */
  static final class Buffer {

    private static final int BYTES = 64 * 1024; // what a pipe holds

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
    private final long address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));

    long address() {
      return address;
    }

    int capacity() {
      return BYTES;
    }

    /** Its first bytes, ready to be read. */
    ByteBuffer filled(int count) {
      return bytes.clear().limit(count);
    }

    /** Waits for a descriptor to become readable; overwrites the first bytes. */
    boolean awaitReadable(int descriptor, int millis) {
      bytes.order(ByteOrder.nativeOrder()).clear().putInt(0, descriptor).putInt(4, Libc.POLLIN);
      return Libc.poll(address, 1, millis) > 0;
    }

    /** Copies as much as it holds to its beginning, without taking it; tells how much. */
    int fill(ByteBuffer source) {
      int count = Math.min(source.remaining(), BYTES);
      bytes.clear().put(0, source, source.position(), count);
      return count;
    }

    int firstInt() {
      return bytes.order(ByteOrder.nativeOrder()).clear().getInt(0);
    }
  }

  /** Collects strings and arrays of strings, to be laid out in one block. */
  static final class Strings {

    private static final byte[] END = {};

    private final List<byte[]> encoded = new ArrayList<>();
    private int size;

    /** The number the next string will have. */
    int next() {
      return encoded.size();
    }

    /** Adds one, and tells its number. */
    int add(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      encoded.add(bytes);
      size += bytes.length + 1;
      return encoded.size() - 1;
    }

    /** Ends an array of strings; what is added next begins another. */
    void endOfArray() {
      encoded.add(END);
    }

    /**
     * The block begins with a table of the addresses of the strings, by number, and a null where an
     * array ends: it is the array itself.
     */
    Block layOut() {
      Block block = new Block(bytes());
      layOut(block, 0);
      return block;
    }

    /** How many bytes of a block they take. */
    int bytes() {
      return encoded.size() * Long.BYTES + size;
    }

    /**
     * The same in a block that there is, from an offset on.
     *
     * @param from a multiple of 8
     */
    void layOut(Block block, int from) {
      ByteBuffer bytes = block.bytes();
      int at = from + encoded.size() * Long.BYTES;
      for (int i = 0; i < encoded.size(); i++) {
        byte[] text = encoded.get(i);
        int entry = from + i * Long.BYTES;
        if (text == END) {
          bytes.putLong(entry, 0);
        } else {
          bytes.putLong(entry, block.address(at));
          bytes.put(at, text).put(at + text.length, (byte) 0);
          at += text.length + 1;
        }
      }
    }
  }
}
