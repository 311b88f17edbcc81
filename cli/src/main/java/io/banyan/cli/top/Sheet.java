package io.banyan.cli.top;

import io.banyan.cli.text.Amounts;
import io.banyan.cli.text.Printable;
import io.banyan.cli.top.View.Pane;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Draws a picture as lines that fit on the screen. */
final class Sheet {

  /** Above and below the list: two of summary, the titles, the keys. */
  static final int FRAME = 4;

  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final int LEAST_NAME = 16;
  private static final int MOST_NAME = 40;
  private static final double FULL_CPU = 1;
  private static final String KEYS =
      "q quit  arrows  r restart  s stop  a start  k kill  l logs  t tree  < > sort  / filter  h help";

  private final Spark cpu;
  private final Spark memory;
  private final boolean colour;

  /**
   * @param cpu what each line has used
   * @param memory likewise
   */
  Sheet(Spark cpu, Spark memory, boolean colour) {
    this.cpu = cpu;
    this.memory = memory;
    this.colour = colour;
  }

  /** As many lines as the screen has, none wider than it. */
  List<AttributedString> draw(Picture picture, View view, int width, int height) {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(line(summary(picture), PLAIN.bold()));
    lines.add(line(middle(picture, view), view.pane() instanceof Pane.Confirming ? bold() : PLAIN));
    int room = Math.max(0, height - FRAME);
    if (view.pane() instanceof Pane.Logs logs) {
      lines.add(line("What " + logs.path() + " wrote last; any key goes back", inverse()));
      lines.addAll(last(picture.logs(), room));
    } else if (view.pane() instanceof Pane.Help) {
      lines.add(line("Keys; any key goes back", inverse()));
      Help.LINES.stream().limit(room).forEach(text -> lines.add(line(text, PLAIN)));
    } else {
      lines.addAll(list(picture, view, room));
    }
    while (lines.size() < height - 1) {
      lines.add(AttributedString.EMPTY);
    }
    lines.add(line(KEYS, PLAIN));
    return lines.stream().limit(height).map(line -> line.columnSubSequence(0, width)).toList();
  }

  private static String summary(Picture picture) {
    List<Service> all = picture.services();
    long running = all.stream().filter(service -> service.state().equals("running")).count();
    long failed = all.stream().filter(service -> service.state().equals("failed")).count();
    double cpu = all.stream().mapToDouble(service -> service.cpuPercent().orElse(0.0)).sum();
    long rss = all.stream().mapToLong(service -> service.rssBytes().orElse(0L)).sum();
    return String.format(
        Locale.ROOT,
        "%s   %d of %d running%s   cpu %.1f%%   mem %s   %s",
        picture.runtime(),
        running,
        all.size(),
        failed == 0 ? "" : ", " + failed + " failed",
        cpu,
        Amounts.size(rss),
        picture.clock());
  }

  private static String middle(Picture picture, View view) {
    if (view.pane() instanceof Pane.Confirming question) {
      return question.ask().words() + "?  y does it, any other key does not";
    }
    if (view.pane() instanceof Pane.Filtering) {
      return "only with: " + view.filter() + "_";
    }
    if (picture.trouble().isPresent()) {
      return picture.trouble().get();
    }
    return view.notice().isEmpty() && !view.filter().isEmpty()
        ? "only with: " + view.filter() + "  (Esc: all)"
        : view.notice();
  }

  private List<AttributedString> list(Picture picture, View view, int room) {
    List<Service> lines = Listing.of(picture.services(), view);
    int selected = Listing.selected(lines, view);
    int first = Math.max(0, Math.min(selected - room / 2, lines.size() - room));
    int name =
        lines.stream().mapToInt(service -> name(service, view).length()).max().orElse(LEAST_NAME);
    int nameWidth = Math.max(LEAST_NAME, Math.min(MOST_NAME, name));
    List<AttributedString> drawn = new ArrayList<>();
    drawn.add(line(titles(view, nameWidth), inverse()));
    for (int i = first; i < Math.min(lines.size(), first + room); i++) {
      drawn.add(row(lines.get(i), view, nameWidth, i == selected));
    }
    return drawn;
  }

  private static String titles(View view, int nameWidth) {
    return cells(
        nameWidth,
        List.of(
            title("NAME", Order.NAME, view),
            "PID",
            title("STATE", Order.STATE, view),
            title("RESTARTS", Order.RESTARTS, view),
            title("UPTIME", Order.UPTIME, view),
            title("CPU%", Order.CPU, view),
            "",
            title("MEM", Order.MEMORY, view),
            ""),
        "STATUS");
  }

  private static String title(String text, Order order, View view) {
    return view.tree() || view.order() != order ? text : text + (view.reversed() ? "^" : "v");
  }

  private AttributedString row(Service service, View view, int nameWidth, boolean selected) {
    String text =
        cells(
            nameWidth,
            List.of(
                name(service, view),
                service.pid().map(String::valueOf).orElse(""),
                service.state(),
                Long.toString(service.restarts()),
                service.uptimeSeconds().map(Amounts::duration).orElse(""),
                service
                    .cpuPercent()
                    .map(percent -> String.format(Locale.ROOT, "%.1f", percent))
                    .orElse(""),
                cpu.draw(service.path(), FULL_CPU),
                service.rssBytes().map(Amounts::size).orElse(""),
                memory.draw(service.path(), 0)),
            Printable.of(service.status()));
    return line(text, selected ? inverse() : style(service));
  }

  private static String name(Service service, View view) {
    return view.tree() ? "  ".repeat(service.depth()) + service.id() : service.path();
  }

  private static String cells(int nameWidth, List<String> cells, String status) {
    return String.format(
        Locale.ROOT,
        "%-" + nameWidth + "s %8s %-11s %9s %8s %7s %-12s %8s %-12s %s",
        shortened(cells.get(0), nameWidth),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        cells.get(4),
        cells.get(5),
        cells.get(6),
        cells.get(7),
        cells.get(8),
        status);
  }

  private static String shortened(String text, int width) {
    String harmless = Printable.of(text);
    return harmless.length() <= width ? harmless : harmless.substring(0, width - 1) + "~";
  }

  private static List<AttributedString> last(List<String> lines, int room) {
    return lines.subList(Math.max(0, lines.size() - room), lines.size()).stream()
        .map(text -> line(Printable.of(text.replace("\t", "        ")), PLAIN))
        .toList();
  }

  private AttributedStyle style(Service service) {
    if (!colour) {
      return PLAIN;
    }
    return switch (service.state()) {
      case "failed", "killed" -> PLAIN.foreground(AttributedStyle.RED);
      case "starting", "stopping", "restarting" -> PLAIN.foreground(AttributedStyle.YELLOW);
      case "running" -> PLAIN.foreground(AttributedStyle.GREEN);
      default -> service.isSupervisor() ? PLAIN.bold() : PLAIN;
    };
  }

  private static AttributedStyle bold() {
    return PLAIN.bold();
  }

  private static AttributedStyle inverse() {
    return PLAIN.inverse();
  }

  private static AttributedString line(String text, AttributedStyle style) {
    return new AttributedStringBuilder().style(style).append(text).toAttributedString();
  }
}
