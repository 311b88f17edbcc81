package io.banyan.tony.text;

import io.banyan.tony.Limits;
import io.banyan.tony.ListNode;
import io.banyan.tony.Mistake;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Position;
import io.banyan.tony.Tag;
import io.banyan.tony.TonyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Makes trees of the events of one text. Used once. */
final class Documents {

  /** A page full; who has more has something else in mind. */
  private static final int MISTAKES = 20;

  private final Limits limits;
  private final Events events;
  private final List<Mistake> mistakes = new ArrayList<>();
  private final Map<String, String> keys = new HashMap<>();
  private int nodes;

  Documents(String text, Limits limits) {
    this.limits = limits;
    events = new Events(text, limits);
  }

  List<Node> read() {
    List<Node> documents = new ArrayList<>();
    try {
      for (Event event = events.next(); event.getEventId() != Event.ID.StreamEnd; ) {
        if (event instanceof DocumentStartEvent start) {
          if (documents.size() == limits.documents()) {
            throw tooLarge(start, "more than %,d documents".formatted(limits.documents()));
          }
          checkDirectives(start);
          documents.add(node(events.next(), 0, false));
        }
        event = events.next();
      }
    } catch (TonyException e) {
      if (mistakes.isEmpty() || e.kind() != TonyException.Kind.SYNTAX) {
        throw e;
      }
      mistakes.addAll(e.mistakes());
    }
    if (!mistakes.isEmpty()) {
      throw new TonyException(TonyException.Kind.SYNTAX, mistakes);
    }
    return documents;
  }

  private void checkDirectives(DocumentStartEvent start) {
    if (start.getSpecVersion().isPresent()
        || !start.getTags().isEmpty()
        || firstCharacter(start) == '%') {
      mistake(start, "directives are not supported");
    }
  }

  private static int firstCharacter(Event event) {
    Optional<Mark> mark = event.getStartMark();
    return mark.isPresent() && mark.get().getPointer() < mark.get().getBuffer().length
        ? mark.get().getBuffer()[mark.get().getPointer()]
        : 0;
  }

  private Node node(Event event, int depth, boolean flow) {
    nodes++;
    if (nodes > limits.nodes()) {
      throw tooLarge(event, "more than %,d values".formatted(limits.nodes()));
    }
    checkAnchor(event);
    if (event instanceof ScalarEvent scalar) {
      return finish(scalar(scalar, flow), event, scalar.getTag());
    }
    if (event instanceof CollectionStartEvent start) {
      if (depth == limits.depth()) {
        throw tooLarge(event, "more than %,d containers in one another".formatted(depth));
      }
      Node container =
          event.getEventId() == Event.ID.SequenceStart
              ? list(depth, start.isFlow())
              : object(depth, start.isFlow());
      return finish(container, event, start.getTag());
    }
    return Node.none();
  }

  private void checkAnchor(Event event) {
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      mistake(
          event,
          event instanceof AliasEvent
              ? "aliases are not supported; put a text that begins with * in quotes"
              : "anchors are not supported; put a text that begins with & in quotes");
    }
  }

  private Node finish(Node value, Event event, Optional<String> tag) {
    Position position = Events.position(event);
    Node placed = value.at(position);
    if (tag.isEmpty()) {
      return placed;
    }
    try {
      return placed.withTag(Tag.of(tag.get()));
    } catch (IllegalArgumentException e) {
      mistake(event, String.valueOf(e.getMessage()));
      return placed;
    }
  }

  private Node list(int depth, boolean flow) {
    List<Node> elements = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      elements.add(node(event, depth + 1, flow));
      event = events.next();
    }
    return ListNode.of(elements);
  }

  private Node object(int depth, boolean flow) {
    ObjectNode.Builder object = ObjectNode.builder();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      String key = key(event, depth, flow);
      object.put(key, node(events.next(), depth + 1, flow));
      event = events.next();
    }
    return object.build();
  }

  private String key(Event event, int depth, boolean flow) {
    if (!(event instanceof ScalarEvent scalar)) {
      mistake(event, "a key has to be a text");
      node(event, depth + 1, flow);
      return "";
    }
    if (scalar.getTag().isPresent() || scalar.getAnchor().isPresent()) {
      mistake(event, "a key has neither a tag nor an anchor; put the tag on a line of its own");
    }
    if (scalar.isPlain() && scalar.getValue().equals("<<")) {
      mistake(event, "merge keys are not supported; put << in quotes");
    }
    Scalars.check(scalar, flow).ifPresent(what -> mistake(event, what));
    return keys.computeIfAbsent(scalar.getValue(), key -> key);
  }

  private Node scalar(ScalarEvent scalar, boolean flow) {
    Optional<String> wrong = Scalars.check(scalar, flow);
    if (wrong.isPresent()) {
      mistake(scalar, wrong.get());
      return Node.none();
    }
    try {
      return Scalars.value(scalar);
    } catch (IllegalArgumentException e) {
      mistake(scalar, String.valueOf(e.getMessage()));
      return Node.none();
    }
  }

  private void mistake(Event event, String what) {
    mistakes.add(new Mistake(Events.position(event), what));
    if (mistakes.size() == MISTAKES) {
      throw new TonyException(
          TonyException.Kind.SYNTAX, Events.position(event), "more mistakes are not looked for");
    }
  }

  private static TonyException tooLarge(Event event, String what) {
    return new TonyException(TonyException.Kind.TOO_LARGE, Events.position(event), what);
  }
}
