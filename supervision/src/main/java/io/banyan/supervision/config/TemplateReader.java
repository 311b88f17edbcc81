package io.banyan.supervision.config;

import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.Template;
import java.util.List;

/** Reads what is special about a dynamic supervisor and the template of its children. */
final class TemplateReader {

  private static final int LONGEST_STEM = ChildIds.MAX_LENGTH - "-1000000".length();

  private final Claims<String> stems = new Claims<>();

  /**
   * The stem of its children's ids.
   *
   * @param supervisor whose id it is when the template has none
   */
  String stem(ObjectReader template, String supervisor) {
    template.accept(List.of("id"));
    String stem = template.hasOwn("id") ? template.read("id", ChildIds::convert, "") : supervisor;
    if (stem.length() > LONGEST_STEM) {
      template.mistake(
          "id",
          "may be at most %d characters long, as a number comes behind it".formatted(LONGEST_STEM)
              + (template.hasOwn("id") ? "" : "; without it, it is that of the supervisor"));
    }
    if (!stem.isEmpty()) {
      stems
          .claim(stem, template.location("id"))
          .ifPresent(
              first -> template.mistake("id", "duplicate id " + stem + ", first used in " + first));
    }
    return stem;
  }

  /** Tells what is said for one child and cannot be meant for many. */
  static void refuseOfOne(ObjectReader template) {
    template.refuse(
        List.of("depends-on"),
        "is for a declared child: let the supervisor depend on it, and all its children will");
    template.refuse(
        List.of("instances"), "is for a declared child: a template has as many as are added");
  }

  /** Tells what many children cannot share. */
  static void refuseShared(ObjectReader template, ProcessSpec process) {
    if (process.stdin() == StdinSource.INHERIT) {
      template.mistake("stdin", "only one child can read what the runtime is given");
    }
  }

  static int maxChildren(ObjectReader supervisor) {
    return supervisor.hasOwn("max-children")
        ? supervisor.integer("max-children", 1)
        : Template.UNLIMITED;
  }

  /** Its children stand side by side; what the defaults say of others does not hold for it. */
  static Strategy strategy(ObjectReader supervisor) {
    if (supervisor.hasOwn("strategy") && LimitReader.strategy(supervisor) != Strategy.ONE_FOR_ONE) {
      supervisor.mistake("strategy", "with a template it can only be one-for-one");
    }
    return Strategy.ONE_FOR_ONE;
  }
}
