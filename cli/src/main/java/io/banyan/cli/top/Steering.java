package io.banyan.cli.top;

import io.banyan.cli.top.Key.Special;
import io.banyan.cli.top.Key.Typed;
import io.banyan.cli.top.View.Pane;
import java.util.List;

/** What keys do: a view and a key make the next view, and something to ask for. */
final class Steering {

  private static final Ask NOTHING = new Ask.Nothing();
  private static final int LONGEST_FILTER = 64;

  private Steering() {}

  /**
   * What a key led to.
   *
   * @param ask nothing, mostly
   */
  record Step(View view, Ask ask) {}

  /**
   * A key was pressed.
   *
   * @param lines what is listed now
   * @param page how many lines are seen at once
   */
  static Step on(Key key, View before, List<Service> lines, int page) {
    View view = before.saying("");
    if (view.pane() instanceof Pane.Confirming question) {
      return confirm(key, view.showing(new Pane.Processes()), question.ask());
    }
    if (view.pane() instanceof Pane.Filtering) {
      return filter(key, view);
    }
    if (!(view.pane() instanceof Pane.Processes)) {
      // Logs and help are left with any key.
      return new Step(view.showing(new Pane.Processes()), NOTHING);
    }
    return key instanceof Typed typed
        ? typed(typed.character(), view, lines)
        : special((Special) key, view, lines, page);
  }

  private static Step confirm(Key key, View view, Ask.Operate ask) {
    boolean yes = key.equals(new Typed('y')) || key.equals(new Typed('Y'));
    return yes
        ? new Step(view.saying(ask.words() + " ..."), ask)
        : new Step(view.saying("not done: " + ask.words()), NOTHING);
  }

  private static Step filter(Key key, View view) {
    String text = view.filter();
    if (key instanceof Typed typed) {
      return new Step(
          text.length() < LONGEST_FILTER ? view.filtered(text + typed.character()) : view, NOTHING);
    }
    return switch ((Special) key) {
      case BACKSPACE ->
          new Step(
              view.filtered(text.isEmpty() ? text : text.substring(0, text.length() - 1)), NOTHING);
      case ENTER -> new Step(view.showing(new Pane.Processes()), NOTHING);
      case ESCAPE -> new Step(view.filtered("").showing(new Pane.Processes()), NOTHING);
      default -> new Step(view, NOTHING);
    };
  }

  private static Step typed(char character, View view, List<Service> lines) {
    return switch (character) {
      case 'q' -> new Step(view, new Ask.Quit());
      case 't' -> new Step(view.asTree(!view.tree()), NOTHING);
      case 'i' -> new Step(view.sorted(view.order(), !view.reversed()), NOTHING);
      case '<' -> new Step(view.sorted(view.order().next(-1), false), NOTHING);
      case '>' -> new Step(view.sorted(view.order().next(1), false), NOTHING);
      case '/' -> new Step(view.filtered("").showing(new Pane.Filtering()), NOTHING);
      case 'h', '?' -> new Step(view.showing(new Pane.Help()), NOTHING);
      case ' ' -> new Step(view, new Ask.Look());
      default ->
          Order.ofKey(character)
              .map(order -> new Step(view.sorted(order, false), NOTHING))
              .orElseGet(() -> operate(character, view, lines));
    };
  }

  private static Step operate(char character, View view, List<Service> lines) {
    if (lines.isEmpty()) {
      return new Step(view, NOTHING);
    }
    String path = lines.get(Listing.selected(lines, view)).path();
    View marked = view.selecting(path);
    return switch (character) {
      case 'r' -> question(marked, new Ask.Operate("restart", path, ""));
      case 's' -> question(marked, new Ask.Operate("stop", path, ""));
      case 'a' -> question(marked, new Ask.Operate("start", path, ""));
      case 'k' -> question(marked, new Ask.Operate("kill", path, "TERM"));
      case 'K' -> question(marked, new Ask.Operate("kill", path, "KILL"));
      case 'l' -> new Step(marked.showing(new Pane.Logs(path)), new Ask.Look());
      default -> new Step(view, NOTHING);
    };
  }

  private static Step special(Special key, View view, List<Service> lines, int page) {
    int at = Listing.selected(lines, view);
    return switch (key) {
      case UP -> select(view, lines, at - 1);
      case DOWN -> select(view, lines, at + 1);
      case PAGE_UP -> select(view, lines, at - page);
      case PAGE_DOWN -> select(view, lines, at + page);
      case HOME -> select(view, lines, 0);
      case END -> select(view, lines, lines.size() - 1);
      case LEFT -> new Step(view.sorted(view.order().next(-1), false), NOTHING);
      case RIGHT -> new Step(view.sorted(view.order().next(1), false), NOTHING);
      case ENTER -> operate('l', view, lines);
      case ESCAPE -> new Step(view.filtered(""), NOTHING);
      case BACKSPACE -> new Step(view, NOTHING);
    };
  }

  private static Step select(View view, List<Service> lines, int wanted) {
    if (lines.isEmpty()) {
      return new Step(view, NOTHING);
    }
    int at = Math.max(0, Math.min(lines.size() - 1, wanted));
    return new Step(view.selecting(lines.get(at).path()), NOTHING);
  }

  private static Step question(View view, Ask.Operate ask) {
    return new Step(view.showing(new Pane.Confirming(ask)), NOTHING);
  }
}
