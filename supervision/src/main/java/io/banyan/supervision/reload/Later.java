package io.banyan.supervision.reload;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.banyan.supervision.config.TreeDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between two readings of a file besides the tree: it holds from the next start on.
 */
final class Later {

  /** These show in the tree itself, or are the tree's own name. */
  private static final Set<String> OF_THE_TREE =
      Set.of("tree", "defaults", "name", "pools", "periodic");

  private Later() {}

  /** The keys, each with its section: {@code banyan.engine}. */
  static List<String> differences(TreeDeclaration before, TreeDeclaration after) {
    ConfigObject old = before.resolved().root();
    ConfigObject now = after.resolved().root();
    List<String> keys = new ArrayList<>();
    for (String key : different(section(old, "banyan"), section(now, "banyan"))) {
      if (!OF_THE_TREE.contains(key)) {
        keys.add("banyan." + key);
      }
    }
    different(section(old, "pekko"), section(now, "pekko"))
        .forEach(key -> keys.add("pekko." + key));
    return keys;
  }

  private static Map<String, ConfigValue> section(ConfigObject root, String key) {
    return root.get(key) instanceof ConfigObject object ? object : Map.of();
  }

  private static Set<String> different(
      Map<String, ConfigValue> before, Map<String, ConfigValue> after) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
    return keys;
  }
}
