package io.banyan.pool.queue;

import java.io.IOException;

/** How values are kept: as they are in memory, as bytes where they go to a file. */
interface Packing<T, V> {

  /**
   * @throws IllegalArgumentException when it cannot be kept
   */
  V pack(T value);

  T unpack(V kept) throws IOException;

  /** As they are. */
  static <T> Packing<T, T> none() {
    return new Packing<>() {
      @Override
      public T pack(T value) {
        return value;
      }

      @Override
      public T unpack(T kept) {
        return kept;
      }
    };
  }

  /** As bytes. */
  static <T> Packing<T, byte[]> as(Codec<T> codec, int mostBytes) {
    return new Packing<>() {
      @Override
      public byte[] pack(T value) {
        return bounded(codec.encode(value), mostBytes);
      }

      @Override
      public T unpack(byte[] kept) throws IOException {
        return codec.decode(kept);
      }
    };
  }

  private static byte[] bounded(byte[] bytes, int most) {
    if (bytes.length > most) {
      throw new IllegalArgumentException(
          "a task may have at most " + most + " bytes, not " + bytes.length);
    }
    return bytes;
  }
}
