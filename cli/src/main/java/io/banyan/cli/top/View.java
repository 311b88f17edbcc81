package io.banyan.cli.top;

import java.util.Optional;

/**
 * What a person has chosen to see.
 *
 * @param order of the flat list
 * @param reversed the other way round
 * @param tree below supervisors, in the order of the tree, instead of sorted
 * @param filter only what has this in its path; empty for all
 * @param selected path of the marked line
 * @param pane what is in front
 * @param notice what came of the last key
 */
record View(
    Order order,
    boolean reversed,
    boolean tree,
    String filter,
    Optional<String> selected,
    Pane pane,
    String notice) {

  /** What is in front. */
  sealed interface Pane {

    /** The processes. */
    record Processes() implements Pane {}

    /** The processes, and the filter is being typed. */
    record Filtering() implements Pane {}

    /**
     * The processes, and a question.
     *
     * @param ask what is done after a yes
     */
    record Confirming(Ask.Operate ask) implements Pane {}

    /** The last lines that one wrote. */
    record Logs(String path) implements Pane {}

    /** The keys. */
    record Help() implements Pane {}
  }

  static View first(Order order, boolean tree) {
    return new View(order, false, tree, "", Optional.empty(), new Pane.Processes(), "");
  }

  View sorted(Order by, boolean otherWay) {
    return new View(by, otherWay, false, filter, selected, pane, notice);
  }

  View asTree(boolean yes) {
    return new View(order, reversed, yes, filter, selected, pane, notice);
  }

  View filtered(String text) {
    return new View(order, reversed, tree, text, selected, pane, notice);
  }

  View selecting(String path) {
    return new View(order, reversed, tree, filter, Optional.of(path), pane, notice);
  }

  View showing(Pane other) {
    return new View(order, reversed, tree, filter, selected, other, notice);
  }

  View saying(String text) {
    return new View(order, reversed, tree, filter, selected, pane, text);
  }
}
