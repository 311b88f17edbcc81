package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import io.banyan.supervision.dependency.DependencyGraph;
import io.banyan.supervision.dependency.DependencyMistake;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code depends-on}, and checks all of them when the tree is known. */
final class DependencyReader {

  private static final int MOST = 1000;

  private final ObjectReader defaults;
  private final List<Read> all = new ArrayList<>();
  private final Map<String, List<Read>> byChild = new HashMap<>();

  DependencyReader(ObjectReader defaults) {
    this.defaults = defaults;
  }

  private record Read(ObjectReader reader, Dependency dependency) {}

  /** What a dependency is when it says nothing but an id. */
  record Options(Dependency.State condition, boolean restart) {}

  static Options options(ObjectReader dependency) {
    return new Options(
        dependency.choice("condition", List.of(Dependency.State.values()), Dependency.State::text),
        dependency.bool("restart"));
  }

  /**
   * What a child says.
   *
   * @param id of the child
   */
  List<Dependency> read(ObjectReader child, String id) {
    if (!child.has("depends-on")) {
      return List.of();
    }
    List<ObjectReader> readers = child.objectsOrTexts("depends-on", "id");
    if (readers.size() > MOST) {
      child.mistake("depends-on", "a child depends on at most " + MOST + " others");
      return List.of();
    }
    List<Read> here = readers.stream().map(one -> new Read(one, dependency(one))).toList();
    all.addAll(here);
    byChild.putIfAbsent(id, here);
    return here.stream().map(Read::dependency).toList();
  }

  private Dependency dependency(ObjectReader own) {
    ObjectReader one = own.withDefaults(defaults);
    String on = one.read("id", ChildIds::convert, "");
    Options options = options(one);
    if (!one.hasOwn("log")) {
      return new Dependency(on, options.condition(), options.restart());
    }
    if (one.hasOwn("condition")) {
      one.mistake("log", "contradicts condition: give one of the two");
    }
    String regex = one.read("log", DependencyReader::regex, "");
    return new Dependency(on, new Dependency.LogLine(regex), options.restart());
  }

  /**
   * Tells every dependency that cannot be kept.
   *
   * @param root what could be read of the tree; children with mistakes of their own are not in it
   * @param declared whether an id is declared anywhere, with or without mistakes
   * @param instances who stands in the tree for whom
   */
  void check(SupervisorSpec root, Predicate<String> declared, Instances instances) {
    for (Read one : all) {
      String id = one.dependency().id();
      if (!id.isEmpty() && !declared.test(id)) {
        one.reader().mistake("id", DependencyGraph.unknown(id));
      }
    }
    DependencyGraph graph = DependencyGraph.of(root);
    Set<Read> told = new HashSet<>();
    for (DependencyMistake mistake : graph.mistakes()) {
      Read one = read(mistake, instances);
      boolean known = instances.meantBy(one.dependency().id()).stream().anyMatch(graph::has);
      // What is wrong with one instance is wrong with all of them.
      if (known && told.add(one)) {
        one.reader().mistake("id", mistake.message());
      }
    }
  }

  /** What was read of a dependency of the tree, in which instances stand for their names. */
  private Read read(DependencyMistake mistake, Instances instances) {
    return byChild.getOrDefault(instances.declaredAs(mistake.child()), List.of()).stream()
        .flatMap(one -> instances.meantBy(one.dependency().id()).stream().map(id -> one))
        .skip(mistake.index())
        .findFirst()
        .orElseThrow();
  }

  private static String regex(ConfigValue value) throws WrongValue {
    String text = Conversions.text(value);
    try {
      return Pattern.compile(text).pattern();
    } catch (PatternSyntaxException e) {
      throw new WrongValue("must be a regular expression: " + e.getDescription());
    }
  }
}
