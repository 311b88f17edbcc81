package io.banyan.runtime.output;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Makes lines out of bytes. A line ends with {@code \n} or {@code \r\n}, or with the stream; one
 * longer than {@value #MAX_LINE_BYTES} bytes is handed on in pieces, so that a process that never
 * ends its line cannot fill the memory. Used by one thread at a time.
 */
final class LineAssembler {

  static final int MAX_LINE_BYTES = 16 * 1024;

  private final Consumer<String> sink;
  private byte[] line = new byte[256];
  private int length;

  LineAssembler(Consumer<String> sink) {
    this.sink = sink;
  }

  void append(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        emit(length > 0 && line[length - 1] == '\r' ? length - 1 : length);
        length = 0;
      } else {
        add(next);
      }
    }
  }

  /** The stream has ended: what has no line end yet is the last line. */
  void end() {
    if (length > 0) {
      emit(length);
      length = 0;
    }
  }

  private void add(byte next) {
    if (length == MAX_LINE_BYTES) {
      int cut = characterBoundary();
      emit(cut);
      System.arraycopy(line, cut, line, 0, length - cut);
      length -= cut;
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, Math.min(line.length * 4, MAX_LINE_BYTES));
    }
    line[length++] = next;
  }

  /** Where a full piece can be cut without cutting a UTF-8 character in two. */
  private int characterBoundary() {
    int cut = length;
    while (cut > length - 4 && (line[cut - 1] & 0xC0) == 0x80) {
      cut--;
    }
    boolean startsCharacter = (line[cut - 1] & 0xC0) == 0xC0;
    return startsCharacter ? cut - 1 : length;
  }

  private void emit(int end) {
    sink.accept(new String(line, 0, end, StandardCharsets.UTF_8));
  }
}
