package io.banyan.tony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.tony.text.TonyReader;
import org.junit.jupiter.api.Test;

class NodeTest {

  private final TonyReader reader = new TonyReader();

  private ListNode list(String text) {
    return (ListNode) reader.read(text);
  }

  @Test
  void objects_are_equal_whatever_the_order_of_their_keys_and_lists_are_not() {
    Node one = reader.read("{a: 1, b: [1, 2], a: 2}");
    assertThat(reader.read("{b: [1, 2], a: 1, a: 2}")).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(reader.read("{b: [1, 2], a: 2, a: 1}")).isNotEqualTo(one);
    assertThat(reader.read("{b: [2, 1], a: 1, a: 2}")).isNotEqualTo(one);
  }

  @Test
  void tags_count_and_places_in_the_text_do_not() {
    assertThat(reader.read("\n\n  !t 5")).isEqualTo(Node.of(5).withTag(Tag.of("!t")));
    assertThat(reader.read("!t 5")).isNotEqualTo(Node.of(5));
    assertThat(reader.read("!t 5").sameValue(Node.of(5))).isTrue();
  }

  @Test
  void a_changed_container_shares_the_rest() {
    ObjectNode object = (ObjectNode) reader.read("!t {a: {x: 1}, b: 2}");
    ObjectNode changed = object.with("b", Node.of(3)).with("c", Node.none());
    assertThat(changed).isEqualTo(reader.read("!t {a: {x: 1}, b: 3, c: null}"));
    assertThat(changed.get("a")).isSameAs(object.get("a"));
    Node same = object.value(0);
    assertThat(object.with("a", same)).isSameAs(object);
    assertThat(object).isEqualTo(reader.read("!t {a: {x: 1}, b: 2}"));
  }

  @Test
  void many_keys_are_found_as_few_are() {
    ObjectNode.Builder builder = ObjectNode.builder();
    for (int i = 0; i < 100; i++) {
      builder.put("k" + i, i);
    }
    ObjectNode object = builder.build();
    assertThat(object.get("k77")).isEqualTo(Node.of(77));
    assertThat(object.get("k100")).isNull();
    assertThat(object.hasDuplicates()).isFalse();
    assertThat(builder.put("k3", 0).build().hasDuplicates()).isTrue();
    assertThat(builder.build().get("k3")).isEqualTo(Node.of(3));
  }

  @Test
  void a_list_knows_by_what_its_elements_are_unique_also_after_a_change() {
    ListNode list = list("[{id: 1, x: 1}, {id: 2, x: 1}]");
    assertThat(list.isUniqueBy("id")).isTrue();
    assertThat(list.isUniqueBy("x")).isFalse();
    assertThat(list.with(0, reader.read("{id: 1, x: 2}")).isUniqueBy("id")).isTrue();
    assertThat(list.with(0, reader.read("{id: 2}")).isUniqueBy("id")).isFalse();
    assertThat(list.with(0, reader.read("{id: 3}")).isUniqueBy("id")).isTrue();
    assertThat(list.with(0, reader.read("{x: 1}")).isUniqueBy("id")).isFalse();
    assertThat(list.with(0, Node.of(1)).isUniqueBy("id")).isFalse();
    assertThat(list.with(0, reader.read("{id: [1]}")).isUniqueBy("id")).isFalse();
    assertThat(list("[{id: 1}, {id: !t 1}]").isUniqueBy("id")).isFalse();
    assertThat(ListNode.EMPTY.isUniqueBy("id")).isTrue();
  }

  @Test
  void size_and_height_are_known_of_trees_that_share_very_much() {
    Node node = Node.of(1);
    for (int i = 0; i < 90; i++) {
      node = ListNode.of(node, node);
    }
    assertThat(node.height()).isEqualTo(90);
    assertThat(node.weight()).isEqualTo(Integer.MAX_VALUE);
    assertThat(node.hasTags()).isFalse();
  }

  @Test
  void numbers_that_are_none_are_refused() {
    assertThat(NumberNode.of(0.1).text()).isEqualTo("0.1");
    assertThatThrownBy(() -> NumberNode.of(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(NumberNode.of(1e300).compareTo(NumberNode.of(Long.MAX_VALUE))).isPositive();
  }

  @Test
  void paths_lead_to_names_and_places() {
    Node document = reader.read("a: [{b.c: 1}, null]");
    assertThat(Path.of("a[0].'b.c'").in(document)).isEqualTo(Node.of(1));
    assertThat(Path.of("a[1]").in(document)).isEqualTo(Node.none());
    assertThat(Path.of("a[2]").in(document)).isNull();
    assertThat(Path.of("a.b").in(document)).isNull();
    assertThat(Path.of("").in(document)).isSameAs(document);
    for (String wrong : new String[] {"a.", ".a", "a[x]", "a[-1]", "a[", "a'b'", "a..b", "'a"}) {
      assertThatThrownBy(() -> Path.of(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
