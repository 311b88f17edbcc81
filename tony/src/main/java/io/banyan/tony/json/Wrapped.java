package io.banyan.tony.json;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import io.banyan.tony.Tag;
import io.banyan.tony.TextNode;
import io.banyan.tony.TonyException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns {@code {"!": "!gt", "v": 5}} into the value with its tag. */
final class Wrapped {

  private Wrapped() {}

  static Node open(Node node) {
    if (node instanceof ObjectNode object) {
      return object.has(JsonWriter.TAG) ? tagged(object) : inside(object);
    }
    if (node instanceof ListNode list) {
      List<Node> elements = new ArrayList<>(list.size());
      list.elements().forEach(element -> elements.add(open(element)));
      return ListNode.of(elements).at(node.position());
    }
    return node;
  }

  private static Node inside(ObjectNode object) {
    ObjectNode.Builder opened = ObjectNode.builder();
    for (int i = 0; i < object.size(); i++) {
      opened.put(object.key(i), open(object.value(i)));
    }
    return opened.build().at(object.position());
  }

  private static Node tagged(ObjectNode wrapper) {
    @Nullable Node value = wrapper.get(JsonWriter.VALUE);
    if (value == null
        || wrapper.size() != 2
        || !(wrapper.get(JsonWriter.TAG) instanceof TextNode name)) {
      throw wrong(wrapper, "an object with \"!\" has a text there and a \"v\", and nothing else");
    }
    if (name.text().isEmpty()) {
      return value instanceof ObjectNode object ? inside(object) : open(value);
    }
    try {
      return open(value).withTag(Tag.of(name.text())).at(wrapper.position());
    } catch (IllegalArgumentException e) {
      throw wrong(wrapper, String.valueOf(e.getMessage()));
    }
  }

  private static TonyException wrong(Node where, String what) {
    return new TonyException(TonyException.Kind.SYNTAX, where.position(), what);
  }
}
