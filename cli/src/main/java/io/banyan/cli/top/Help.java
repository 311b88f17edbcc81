package io.banyan.cli.top;

import java.util.List;

/** The keys, for people. */
final class Help {

  static final List<String> LINES =
      List.of(
          "",
          "  up, down, PgUp, PgDn, Home, End   mark a line",
          "  Enter, l                          what it wrote last",
          "  r, s, a                           restart, stop, start it (asks first)",
          "  k, K                              end it with TERM, with KILL (asks first)",
          "  left, right, <, >                 sort by another column; i turns it round",
          "  P M N S T R                       sort by cpu, memory, name, state, uptime, restarts",
          "  t                                 the tree, or a sorted list",
          "  /                                 only those with a text in their path; Esc: all",
          "  space                             look again now",
          "  h, ?                              this",
          "  q, Ctrl-C                         leave",
          "",
          "  cpu and memory are those of each process and its descendants; the lines beside",
          "  them show the last looks, the newest to the right.");

  private Help() {}
}
