package io.banyan;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls of the house, over the classes of all modules that are built. */
class ArchitectureTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final JavaClasses MAIN = classes("target/classes");
  private static final JavaClasses TESTS = classes("target/test-classes");

  @Test
  void every_module_is_looked_at() {
    for (String module : List.of("runtime", "supervision", "journal", "control", "cli")) {
      assertThat(MAIN).anyMatch(type -> type.getPackageName().startsWith("io.banyan." + module));
    }
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("io.banyan.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void pure_packages_know_no_actors() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.banyan.channels.exchange..",
            "io.banyan.runtime.attachment..",
            "io.banyan.runtime.engine..",
            "io.banyan.runtime.event..",
            "io.banyan.runtime.lifecycle..",
            "io.banyan.runtime.output..",
            "io.banyan.runtime.probe..",
            "io.banyan.runtime.crash..",
            "io.banyan.runtime.proc..",
            "io.banyan.runtime.inspect..",
            "io.banyan.runtime.pidfile..",
            "io.banyan.runtime.diagnosis..",
            "io.banyan.channels",
            "io.banyan.journal.text..",
            "io.banyan.journal.state..",
            "io.banyan.runtime.usage..",
            "io.banyan.tony..",
            "io.banyan.control.virtual..",
            "io.banyan.runtime.alert..",
            "io.banyan.runtime.shutdown..",
            "io.banyan.pool.periodic.schedule..",
            "io.banyan.supervision.spec..",
            "io.banyan.supervision.strategy..",
            "io.banyan.supervision.dependency..",
            "io.banyan.supervision.graph..",
            "io.banyan.supervision.link..",
            "io.banyan.supervision.registry..",
            "io.banyan.supervision.config..",
            "io.banyan.pool.worker.machine..",
            "io.banyan.pool.queue.machine..",
            "io.banyan.pool.queue.store..",
            "io.banyan.pool.function.call..",
            "io.banyan.pool.function.wire..",
            "io.banyan.pool.function.child..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.pekko..", "scala..")
        .check(MAIN);
  }

  @Test
  void the_test_kit_knows_the_tree_and_nobody_in_production_knows_the_test_kit() {
    noClasses()
        .that()
        .resideInAPackage("io.banyan.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.banyan.control..", "io.banyan.cli..", "io.banyan.bench..")
        // It is not built where only the command is.
        .allowEmptyShould(true)
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.banyan.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.banyan.testkit..")
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.banyan.testkit.junit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.junit..")
        .check(MAIN);
  }

  @Test
  void the_journal_knows_facts_and_no_trees_and_only_the_command_knows_the_journal() {
    noClasses()
        .that()
        .resideInAPackage("io.banyan.journal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.banyan.supervision..", "io.banyan.control..", "io.banyan.cli..")
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackages("io.banyan.journal..", "io.banyan.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.banyan.journal..")
        .check(MAIN);
  }

  @Test
  void channels_and_pools_know_what_they_stand_on_and_no_views() {
    noClasses()
        .that()
        .resideInAPackage("io.banyan.channels..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.banyan.supervision..", "io.banyan.pool..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAnyPackage("io.banyan.channels..", "io.banyan.pool..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.banyan.journal..", "io.banyan.control..", "io.banyan.cli..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAnyPackage("io.banyan.runtime..", "io.banyan.supervision..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.banyan.channels..", "io.banyan.pool..")
        .check(MAIN);
  }

  @Test
  void documents_know_nothing_of_processes_and_only_their_reader_knows_the_engine() {
    noClasses()
        .that()
        .resideInAPackage("io.banyan.tony..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.banyan..", "org.apache.pekko..", "scala..", "com.fasterxml..")
                .and(resideOutsideOfPackage("io.banyan.tony..")))
        // It is not built where nothing asks for it.
        .allowEmptyShould(true)
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackages("io.banyan.tony.text..", "io.banyan.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(MAIN);
  }

  @Test
  void a_function_process_starts_with_little() {
    noClasses()
        .that()
        .resideInAnyPackage("io.banyan.pool.function.call..", "io.banyan.pool.function.wire..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..",
            "org.jspecify..",
            "io.banyan.pool.function.call..",
            "io.banyan.pool.function.wire..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("io.banyan.pool.function.child..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..",
            "org.jspecify..",
            "io.banyan.channels",
            "io.banyan.pool.function.call..",
            "io.banyan.pool.function.child..",
            "io.banyan.pool.function.wire..")
        .check(MAIN);
  }

  @Test
  void only_the_store_of_queues_knows_the_library_behind_it() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.banyan.pool.queue.store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.h2..")
        .check(MAIN);
  }

  @Test
  void only_what_writes_metrics_loads_the_library_for_it() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.banyan.control.exposition..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.prometheus..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("io.banyan.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.banyan.control.exposition..")
        .check(MAIN);
  }

  @Test
  void what_is_internal_stays_inside_its_module() {
    noClasses().should(useForeignInternals()).check(MAIN);
  }

  @Test
  void nobody_sleeps_but_benchmarks_between_their_rounds() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.banyan.bench..")
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .check(MAIN);
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(TESTS);
  }

  private static ArchCondition<JavaClass> useForeignInternals() {
    return new ArchCondition<>("use internals of another module") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isForeignInternal(type, dependency.getTargetClass()))
            .forEach(
                dependency ->
                    events.add(SimpleConditionEvent.satisfied(type, dependency.getDescription())));
      }
    };
  }

  private static boolean isForeignInternal(JavaClass user, JavaClass used) {
    String name = used.getPackageName();
    return name.startsWith("io.banyan.")
        && name.contains(".internal")
        && !module(user.getPackageName()).equals(module(name));
  }

  /** The third part of {@code io.banyan.runtime.engine}. */
  private static String module(String packageName) {
    String[] parts = packageName.split("\\.", -1);
    return parts.length > 2 ? parts[2] : "";
  }

  private static JavaClasses classes(String folder) {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> folders =
          modules.map(module -> module.resolve(folder)).filter(Files::isDirectory).toList();
      return new ClassFileImporter().importPaths(folders);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
