package io.banyan.cli.top;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** By what the list is sorted; what is largest first where that is of interest. */
enum Order {
  NAME('N', Comparator.comparing(Service::path)),
  STATE('S', Comparator.comparing(Service::state).thenComparing(Service::path)),
  RESTARTS('R', Comparator.comparing((Service service) -> -service.restarts())),
  UPTIME('T', Comparator.comparing(service -> -service.uptimeSeconds().orElse(-1L))),
  CPU('P', Comparator.comparing(service -> -service.cpuPercent().orElse(-1.0))),
  MEMORY('M', Comparator.comparing(service -> -service.rssBytes().orElse(-1L)));

  private final char key;
  private final Comparator<Service> comparator;

  Order(char key, Comparator<Service> comparator) {
    this.key = key;
    this.comparator = comparator;
  }

  /** What is the same by this stays in the order of paths. */
  Comparator<Service> comparator(boolean reversed) {
    Comparator<Service> main = reversed ? comparator.reversed() : comparator;
    return main.thenComparing(Service::path);
  }

  static Optional<Order> ofKey(char key) {
    return Arrays.stream(values()).filter(order -> order.key == key).findFirst();
  }

  /** Reads {@code cpu}. */
  static Optional<Order> parse(String text) {
    return Arrays.stream(values()).filter(order -> order.text().equals(text)).findFirst();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  char key() {
    return key;
  }

  /** The one that many columns further on, or back. */
  Order next(int by) {
    return values()[Math.floorMod(ordinal() + by, values().length)];
  }
}
