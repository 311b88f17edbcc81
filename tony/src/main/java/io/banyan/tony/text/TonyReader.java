package io.banyan.tony.text;

import io.banyan.tony.Limits;
import io.banyan.tony.Node;
import io.banyan.tony.Position;
import io.banyan.tony.TonyException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads Tony documents. All mistakes are told at once as far as the text can be followed.
 * Immutable, safe from any thread.
 */
public final class TonyReader {

  private final Limits limits;

  /** A reader with {@link Limits#DEFAULT}. */
  public TonyReader() {
    this(Limits.DEFAULT);
  }

  public TonyReader(Limits limits) {
    this.limits = limits;
  }

  /**
   * Reads all documents of a text, which are separated by {@code ---}.
   *
   * @return none when there is nothing but space and comments
   * @throws TonyException when it cannot be read, or exceeds a limit
   */
  public List<Node> readAll(String text) {
    if (text.length() > limits.characters()) {
      throw new TonyException(
          TonyException.Kind.TOO_LARGE,
          Position.NOWHERE,
          "more than %,d characters".formatted(limits.characters()));
    }
    RawText.check(text);
    return new Documents(text, limits).read();
  }

  /**
   * Reads all documents of a text in UTF-8.
   *
   * @throws TonyException as {@link #readAll(String)}, and when it is not UTF-8
   */
  public List<Node> readAll(byte[] utf8) {
    try {
      return readAll(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new TonyException(TonyException.Kind.SYNTAX, Position.NOWHERE, "this is not UTF-8");
    }
  }

  /**
   * Reads a text that has to be one document.
   *
   * @throws TonyException as {@link #readAll(String)}, and when there is none or are several
   */
  public Node read(String text) {
    List<Node> documents = readAll(text);
    if (documents.size() != 1) {
      throw new TonyException(
          TonyException.Kind.SYNTAX,
          documents.isEmpty() ? Position.NOWHERE : documents.get(1).position(),
          "one document is wanted, there are " + documents.size());
    }
    return documents.get(0);
  }
}
