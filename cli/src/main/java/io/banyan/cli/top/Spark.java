package io.banyan.cli.top;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The last measurements of each line, and how they are drawn on one. For one thread. */
final class Spark {

  /** How many are kept, and drawn. */
  static final int WIDTH = 12;

  private final String glyphs;
  private final Map<String, Deque<Double>> values = new HashMap<>();

  /**
   * @param unicode whether blocks can be shown; else plain ASCII
   */
  Spark(boolean unicode) {
    glyphs = unicode ? "▁▂▃▄▅▆▇█" : "_.-=*#";
  }

  /** Notes what each uses now, and forgets who has gone. */
  void note(List<Service> services, Function<Service, Double> amount) {
    Set<String> paths = services.stream().map(Service::path).collect(Collectors.toSet());
    values.keySet().retainAll(paths);
    for (Service service : services) {
      Deque<Double> kept = values.computeIfAbsent(service.path(), path -> new ArrayDeque<>());
      kept.addLast(amount.apply(service));
      if (kept.size() > WIDTH) {
        kept.removeFirst();
      }
    }
  }

  /**
   * The last ones of a line, the newest to the right.
   *
   * @param full what is drawn as the highest glyph, if nothing was more
   */
  String draw(String path, double full) {
    Deque<Double> kept = values.getOrDefault(path, new ArrayDeque<>());
    double top = Math.max(full, kept.stream().mapToDouble(value -> value).max().orElse(0));
    StringBuilder line = new StringBuilder(" ".repeat(WIDTH - kept.size()));
    for (double value : kept) {
      int glyph = top <= 0 ? 0 : (int) Math.round(value / top * (glyphs.length() - 1));
      line.append(glyphs.charAt(Math.max(0, glyph)));
    }
    return line.toString();
  }
}
