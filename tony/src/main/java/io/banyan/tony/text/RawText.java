package io.banyan.tony.text;

import io.banyan.tony.Mistake;
import io.banyan.tony.Position;
import io.banyan.tony.TonyException;
import java.util.List;

/**
 * Characters that readers of YAML understand differently: a line break to one, nothing to another.
 * They have to be escaped in quotes.
 */
final class RawText {

  private static final char NEXT_LINE = '\u0085';
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private RawText() {}

  static void check(String text) {
    // A byte order mark may be the first.
    int at = Math.max(text.indexOf(NEXT_LINE), text.indexOf(BYTE_ORDER_MARK, 1));
    if (at >= 0) {
      throw new TonyException(
          TonyException.Kind.SYNTAX,
          List.of(
              new Mistake(
                  position(text, at),
                  "write U+%04X as \\u%04x in double quotes"
                      .formatted((int) text.charAt(at), (int) text.charAt(at)))));
    }
  }

  /** Where a character is. */
  static Position position(String text, int at) {
    int line = 1;
    int begin = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
      line++;
      begin = i + 1;
    }
    return new Position(line, text.codePointCount(begin, at) + 1);
  }
}
