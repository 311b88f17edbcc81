package io.banyan.cli.up;

import io.banyan.cli.console.Console;
import io.banyan.cli.text.ReloadLines;
import io.banyan.control.document.ReloadDocument;
import io.banyan.supervision.config.Mistake;
import io.banyan.supervision.reload.ReloadResult;

/** Tells what came of a reload that nobody waits for, among the facts that {@code up} prints. */
final class ReloadTold {

  private ReloadTold() {}

  static void tell(Console console, ReloadResult result) {
    if (result instanceof ReloadResult.Invalid invalid) {
      invalid.mistakes().stream().map(Mistake::text).forEach(console.err()::println);
      console.complain("the file has mistakes, nothing was changed");
    } else if (result instanceof ReloadResult.Refused refused) {
      console.complain("nothing was changed: " + refused.reason());
    } else {
      ReloadLines.of(ReloadDocument.of(result), false).forEach(console.err()::println);
    }
  }
}
