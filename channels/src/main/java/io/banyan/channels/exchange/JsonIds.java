package io.banyan.channels.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banyan.channels.exchange.Correlation.Marked;
import io.banyan.channels.exchange.framing.FramingException;
import java.util.Optional;

/** Ids in JSON objects. */
final class JsonIds {

  private JsonIds() {}

  /** In this field. A request that has none gets its number; the caller's object stays as it is. */
  static Correlation<JsonNode, JsonNode> field(String name) {
    return new Correlation.ById<>(
        (request, number) -> mark(request, name, number), answer -> id(answer, name));
  }

  private static Marked<JsonNode> mark(JsonNode request, String name, long number) {
    if (!(request instanceof ObjectNode object)) {
      throw new FramingException("a request has to be a JSON object, to carry its " + name);
    }
    Optional<Object> own = id(object, name);
    if (own.isPresent()) {
      return new Marked<>(own.get(), object);
    }
    ObjectNode numbered = object.objectNode();
    numbered.setAll(object);
    numbered.put(name, number);
    return new Marked<>(Long.toString(number), numbered);
  }

  /** As text: 7 may come back as an int, a long or a string. */
  private static Optional<Object> id(JsonNode message, String name) {
    return Optional.ofNullable(message.get(name))
        .filter(JsonNode::isValueNode)
        .filter(id -> !id.isNull())
        .map(JsonNode::asText);
  }
}
