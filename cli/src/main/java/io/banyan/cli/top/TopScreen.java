package io.banyan.cli.top;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * The screen: draws what was seen, and does what keys ask for. Whatever ends it, the terminal is as
 * it was before.
 */
public final class TopScreen {

  private static final long WAIT_MILLIS = 100;

  private final TopSettings settings;
  private final Looker looker;
  private final Spark cpu;
  private final Spark memory;
  private final Sheet sheet;
  private final AtomicBoolean left = new AtomicBoolean();
  private final AtomicBoolean resized = new AtomicBoolean(true);
  private View view;
  private Picture picture;

  /**
   * @param colour whether there may be some
   */
  public TopScreen(TopSettings settings, Feed feed, boolean colour) {
    this.settings = settings;
    looker = new Looker(feed);
    cpu = new Spark(settings.unicode());
    memory = new Spark(settings.unicode());
    sheet = new Sheet(cpu, memory, colour);
    view = settings.first();
    picture = Picture.blank(feed.runtime());
  }

  /** One look, as lines of text as wide as they are. */
  public static List<String> once(TopSettings settings, Feed feed) {
    List<Service> services = feed.services();
    Spark none = new Spark(settings.unicode());
    Picture seen = new Picture(feed.runtime(), services, List.of(), "", Optional.empty());
    int height = Listing.of(services, settings.first()).size() + Sheet.FRAME;
    return new Sheet(none, none, false)
        .draw(seen, settings.first(), Integer.MAX_VALUE, height).stream()
            .map(line -> line.toString().stripTrailing())
            .limit(height - 1L)
            .toList();
  }

  /** Shows it until somebody leaves. */
  public void run() throws IOException {
    try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
      if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        throw new CommandFailure(
            ExitCode.USAGE, "top needs a terminal; 'banyan top --once' and 'banyan ps' do not");
      }
      Attributes before = terminal.enterRawMode();
      Runnable restore = () -> restore(terminal, before);
      Thread hook = new Thread(restore, "banyan-top-restore");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        show(terminal);
      } finally {
        looker.close();
        Runtime.getRuntime().removeShutdownHook(hook);
        restore.run();
      }
    }
  }

  private void show(Terminal terminal) {
    terminal.handle(Signal.INT, signal -> left.set(true));
    terminal.handle(Signal.WINCH, signal -> resized.set(true));
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.keypad_xmit);
    terminal.puts(Capability.cursor_invisible);
    Display display = new Display(terminal, true);
    Keyboard keyboard = new Keyboard(terminal);
    looker.start(settings.interval());
    while (!left.get()) {
      if (changed(display, terminal)) {
        draw(display);
      }
      if (keyboard.waits(WAIT_MILLIS)) {
        Optional<Key> key = keyboard.read();
        key.ifPresentOrElse(pressed -> react(pressed, display), () -> left.set(true));
        draw(display);
      }
    }
  }

  private boolean changed(Display display, Terminal terminal) {
    boolean size = resized.getAndSet(false);
    if (size) {
      display.clear();
      display.resize(terminal.getHeight(), terminal.getWidth());
    }
    Optional<Picture> seen = looker.fresh();
    seen.ifPresent(this::note);
    Optional<String> said = looker.said();
    said.ifPresent(words -> view = view.saying(words));
    return size || seen.isPresent() || said.isPresent();
  }

  private void note(Picture seen) {
    picture = seen;
    if (seen.trouble().isEmpty()) {
      List<Service> all = Listing.of(seen.services(), view.filtered("").asTree(true));
      cpu.note(all, service -> service.cpuPercent().orElse(0.0));
      memory.note(all, service -> service.rssBytes().map(Long::doubleValue).orElse(0.0));
    }
  }

  private void react(Key key, Display display) {
    int page = Math.max(1, display.getRows() - Sheet.FRAME);
    Steering.Step step = Steering.on(key, view, Listing.of(picture.services(), view), page);
    view = step.view();
    looker.shows(view.pane(), page);
    if (step.ask() instanceof Ask.Quit) {
      left.set(true);
    } else if (step.ask() instanceof Ask.Look) {
      looker.lookNow();
    } else if (step.ask() instanceof Ask.Operate operation) {
      looker.operate(operation);
    }
  }

  private void draw(Display display) {
    List<AttributedString> lines =
        sheet.draw(picture, view, display.getColumns(), display.getRows());
    display.update(lines, 0);
  }

  private static void restore(Terminal terminal, Attributes before) {
    terminal.puts(Capability.exit_ca_mode);
    terminal.puts(Capability.keypad_local);
    terminal.puts(Capability.cursor_visible);
    terminal.flush();
    terminal.setAttributes(before);
  }
}
