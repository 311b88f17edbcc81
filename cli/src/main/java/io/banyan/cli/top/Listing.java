package io.banyan.cli.top;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which lines there are, in which order. */
final class Listing {

  private Listing() {}

  /**
   * The lines of a view.
   *
   * @param services all processes, in the order of the tree
   */
  static List<Service> of(List<Service> services, View view) {
    String wanted = view.filter().toLowerCase(Locale.ROOT);
    List<Service> all =
        services.stream()
            .filter(service -> service.path().toLowerCase(Locale.ROOT).contains(wanted))
            .toList();
    return view.tree()
        ? withSupervisors(all)
        : all.stream().sorted(view.order().comparator(view.reversed())).toList();
  }

  /** Where the marked line is now; the first when it has gone. */
  static int selected(List<Service> lines, View view) {
    for (int i = 0; i < lines.size(); i++) {
      if (view.selected().filter(lines.get(i).path()::equals).isPresent()) {
        return i;
      }
    }
    return 0;
  }

  private static List<Service> withSupervisors(List<Service> services) {
    List<Service> lines = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Service service : services) {
      String path = service.path();
      for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
        String supervisor = path.substring(0, at);
        if (told.add(supervisor)) {
          lines.add(supervisor(supervisor, services));
        }
      }
      lines.add(service);
    }
    return lines;
  }

  private static Service supervisor(String path, List<Service> services) {
    List<Service> below = services.stream().filter(service -> service.isBelow(path)).toList();
    return new Service(
        path,
        Optional.empty(),
        "",
        below.size() + (below.size() == 1 ? " process" : " processes"),
        below.stream().mapToLong(Service::restarts).sum(),
        Optional.empty(),
        sum(below, Service::cpuPercent),
        sum(below, service -> service.rssBytes().map(Long::doubleValue)).map(Double::longValue));
  }

  private static Optional<Double> sum(
      List<Service> services, Function<Service, Optional<Double>> amount) {
    return services.stream().map(amount).flatMap(Optional::stream).reduce(Double::sum);
  }
}
