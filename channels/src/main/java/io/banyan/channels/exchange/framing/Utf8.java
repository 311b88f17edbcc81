package io.banyan.channels.exchange.framing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text out of bytes. */
final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** The text, with replacements for what is not UTF-8. */
  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Whether this text of these bytes is what they say: nothing was replaced. */
  static boolean isFaithful(String text, byte[] bytes, int from, int to) {
    if (text.indexOf(REPLACEMENT) < 0) {
      return true;
    }
    try {
      // The character may have been there in the first place.
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
