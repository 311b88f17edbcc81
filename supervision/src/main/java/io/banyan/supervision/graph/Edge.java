package io.banyan.supervision.graph;

/** A directed edge between the nodes with these ids. */
public sealed interface Edge {

  String from();

  String to();

  /** As documents spell it: {@code depends-on}. */
  String type();

  /** The supervisor starts, restarts and stops the child. */
  record Supervises(String from, String to) implements Edge {
    @Override
    public String type() {
      return "supervises";
    }
  }

  /**
   * {@code from} is not started before {@code to} has come to the condition.
   *
   * @param condition started, ready, completed, or log and a regular expression
   * @param restarts whether {@code from} is restarted with {@code to}
   */
  record DependsOn(String from, String to, String condition, boolean restarts) implements Edge {

    static final String STARTED = "started";

    @Override
    public String type() {
      return "depends-on";
    }
  }

  /** They crash together. It has no direction: {@code from} is the lesser id. */
  record Links(String from, String to) implements Edge {
    public Links {
      if (from.compareTo(to) > 0) {
        String lesser = to;
        to = from;
        from = lesser;
      }
    }

    @Override
    public String type() {
      return "links";
    }
  }

  /**
   * {@code from} is told when {@code to} has ended.
   *
   * @param count how many monitors it has there, at least 1
   */
  record Monitors(String from, String to, int count) implements Edge {
    @Override
    public String type() {
      return "monitors";
    }
  }

  /** The other end. */
  default String other(String id) {
    return id.equals(from()) ? to() : from();
  }
}
