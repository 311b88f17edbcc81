package io.banyan.supervision.config;

import java.util.List;

/**
 * Keys that are part of the contract but have nothing behind them yet. They are refused, because a
 * limit that is silently not kept is worse than none. Whoever builds one deletes it here.
 */
final class NotSupportedYet {

  /** Below {@code banyan}. */
  static final List<String> SECTIONS = List.of("journal", "control");

  private NotSupportedYet() {}
}
