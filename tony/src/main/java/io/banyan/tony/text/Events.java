package io.banyan.tony.text;

import io.banyan.tony.Limits;
import io.banyan.tony.Position;
import io.banyan.tony.TonyException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The events of a text. What the engine throws becomes a {@link TonyException}. */
final class Events {

  private static final int SMALLEST_BUFFER = 16;

  private final String text;
  private final Parser parser;
  private Position last = new Position(1, 1);

  Events(String text, Limits limits) {
    this.text = text;
    LoadSettings settings =
        LoadSettings.builder()
            .setUseMarks(true)
            .setParseComments(false)
            .setCodePointLimit(limits.characters())
            // All at once: piece by piece, the time for a long line grows with its square.
            .setBufferSize(Math.max(text.length() + 2, SMALLEST_BUFFER))
            .build();
    parser = new ParserImpl(settings, new StreamReader(settings, text));
  }

  Event next() {
    try {
      Event event = parser.next();
      last = position(event);
      return event;
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      throw syntax(mark.map(Events::position).orElse(last), words(e));
    } catch (ReaderException e) {
      throw reader(e);
    } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // An escape beyond Unicode ends as a NumberFormatException, for one.
      throw syntax(last, "what follows this cannot be read");
    }
  }

  private TonyException reader(ReaderException e) {
    int at = 0;
    while (at < text.length() && text.codePointAt(at) != e.getCodePoint()) {
      at += Character.charCount(text.codePointAt(at));
    }
    return syntax(
        RawText.position(text, at),
        "U+%04X has to be escaped in double quotes".formatted(e.getCodePoint()));
  }

  private static String words(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    return e.getContext() == null ? problem : e.getContext() + ": " + problem;
  }

  private static TonyException syntax(Position position, String what) {
    return new TonyException(TonyException.Kind.SYNTAX, position, what);
  }

  static Position position(Event event) {
    return event.getStartMark().map(Events::position).orElse(Position.NOWHERE);
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
