package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.output.LogLayout;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.output.WhenFull;
import io.banyan.runtime.output.rotation.Rotation;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclarationLoaderTest {

  static final String SHOP =
      """
      banyan {
        name = shop
        tree {
          strategy = rest-for-one
          max-restarts = 7
          within = 1m
          children = [
            { id = database, command = ["postgres", "-p", 5432] }
            { id = workers, strategy = one-for-all, max-restarts = 0, shutdown = 30s, restart = temporary
              children = [ { id = mailer, command = "mail | log", restart = transient } ] }
          ]
        }
      }
      """;

  @TempDir Path folder;
  private Sources sources;

  @BeforeEach
  void sources() {
    sources = new Sources(folder);
  }

  @Nested
  class Supervisors {

    @Test
    void have_every_key_read() {
      TreeDeclaration shop = sources.declaration(SHOP);
      assertThat(shop.name()).isEqualTo("shop");
      assertThat(shop.tree().strategy()).isEqualTo(Strategy.REST_FOR_ONE);
      assertThat(shop.tree().limit()).isEqualTo(new RestartLimit(7, Duration.ofMinutes(1)));
      ChildSpec workers = shop.tree().children().get(1);
      assertThat(workers.restart().type()).isEqualTo(RestartType.TEMPORARY);
      assertThat(workers.definition().shutdown())
          .isEqualTo(Shutdown.within(Duration.ofSeconds(30)));
      SupervisorSpec nested = ((SupervisorChild) workers.definition()).supervisor();
      assertThat(nested.strategy()).isEqualTo(Strategy.ONE_FOR_ALL);
      assertThat(nested.limit()).isEqualTo(new RestartLimit(0, Duration.ofSeconds(5)));
      assertThat(nested.children()).extracting(ChildSpec::id).containsExactly("mailer");
    }

    @Test
    void say_which_children_can_end_them() {
      SupervisorSpec tree =
          sources
              .declaration(
                  """
                  banyan.tree { auto-shutdown = all, children = [
                    { id = a, command = x, kind = task, significant = true }
                    { id = b, command = x }
                    { id = s, restart = transient, significant = true, children = [
                        { id = c, command = x } ] }
                  ] }""")
              .tree();

      assertThat(tree.autoShutdown()).isEqualTo(AutoShutdown.ALL);
      assertThat(tree.children())
          .extracting(ChildSpec::significant)
          .containsExactly(true, false, true);
    }

    @Test
    void have_defaults() {
      SupervisorSpec tree =
          sources
              .declaration("banyan.tree.children = [{id=a, children=[{id=b, command=x}]}]")
              .tree();
      assertThat(tree.strategy()).isEqualTo(Strategy.ONE_FOR_ONE);
      assertThat(tree.limit()).isEqualTo(new RestartLimit(3, Duration.ofSeconds(5)));
      assertThat(tree.children().get(0).restart().type()).isEqualTo(RestartType.PERMANENT);
      assertThat(tree.children().get(0).definition().shutdown()).isEqualTo(Shutdown.infinity());
    }
  }

  @Nested
  class Processes {

    @Test
    void have_every_key_read() {
      ChildSpec child =
          sources.process(
              """
              directory = sub, clear-env = true, env { A = 1, B = true, C = null, "D.E" = text },
              kind = task, restart = temporary, restart-delay = 250ms, stop-signal = SIGINT,
              shutdown = brutal-kill, success-exit-codes = [0, 3],
              stdout { log = out.txt, keep-lines = 5 }, stderr { log = false, keep-lines = 6,
              when-full = drop, pass-through = true }, stdin = pipe, escaped = leave
              """);
      ProcessSpec spec = Sources.processOf(child).process();
      assertThat(child.restart().type()).isEqualTo(RestartType.TEMPORARY);
      assertThat(child.restart().backoff().initial()).isEqualTo(Duration.ofMillis(250));
      assertThat(Sources.processOf(child).task()).isTrue();
      assertThat(spec.directory()).isEqualTo(folder.resolve("sub"));
      assertThat(spec.environment().clear()).isTrue();
      assertThat(spec.environment().changes())
          .isEqualTo(
              Map.of(
                  "A", Optional.of("1"),
                  "B", Optional.of("true"),
                  "C", Optional.empty(),
                  "D.E", Optional.of("text")));
      assertThat(spec.stopSignal()).isEqualTo(Signal.INT);
      assertThat(spec.shutdown()).isEqualTo(Shutdown.brutalKill());
      assertThat(spec.successExitCodes()).isEqualTo(Set.of(0, 3));
      assertThat(spec.escaped()).isEqualTo(Escaped.LEAVE);
      assertThat(spec.output().stdout().log())
          .hasValueSatisfying(p -> assertThat(p).hasFileName("out.txt"));
      assertThat(spec.output().stdout().keepLines()).isEqualTo(5);
      assertThat(spec.output().stderr().log()).isEmpty();
      assertThat(spec.output().stdout().whenFull()).isEqualTo(WhenFull.BLOCK);
      assertThat(spec.output().stdout().passThrough()).isFalse();
      assertThat(spec.output().stderr())
          .isEqualTo(
              new StreamSpec(
                  Optional.empty(),
                  6,
                  WhenFull.DROP,
                  true,
                  LogLayout.RAW,
                  new Rotation(0, Duration.ZERO, 5, false)));
      assertThat(spec.stdin()).isEqualTo(StdinSource.PIPE);
    }

    @Test
    void read_nothing_by_default_nor_when_told_so_in_whatever_way() {
      for (String stdin : List.of("", "stdin = null", "stdin = \"null\"")) {
        assertThat(Sources.processOf(sources.process(stdin)).process().stdin())
            .isEqualTo(StdinSource.NULL);
      }
    }

    @Test
    void have_defaults() {
      ChildSpec child = sources.process("");
      ProcessSpec spec = Sources.processOf(child).process();
      assertThat(child.restart().type()).isEqualTo(RestartType.PERMANENT);
      assertThat(child.restart().backoff().initial()).isZero();
      assertThat(spec.directory()).isEqualTo(folder);
      assertThat(spec.shutdown()).isEqualTo(Shutdown.within(Duration.ofSeconds(10)));
      assertThat(spec.stopSignal()).isEqualTo(Signal.TERM);
      assertThat(spec.successExitCodes()).containsExactly(0);
      assertThat(spec.escaped()).isEqualTo(Escaped.KILL);
      assertThat(spec.output().stderr().log())
          .hasValueSatisfying(p -> assertThat(p).hasFileName("a.stderr.log"));
      assertThat(spec.output().stdout().keepLines()).isEqualTo(1000);
    }

    @Test
    void are_restarted_as_transient_when_they_are_tasks() {
      assertThat(sources.process("kind = task").restart().type()).isEqualTo(RestartType.TRANSIENT);
    }

    @Test
    void take_a_list_as_words_and_a_string_as_a_line_for_the_shell() {
      List<ChildSpec> children = sources.declaration(SHOP).tree().children();
      assertThat(Sources.processOf(children.get(0)).process().command())
          .isEqualTo(new ProcessCommand.Argv(List.of("postgres", "-p", "5432")));
      assertThat(Sources.processOf(sources.process("")).process().command())
          .isEqualTo(new ProcessCommand.Shell("x"));
    }

    @Test
    void may_be_asked_to_end_for_ever() {
      assertThat(Sources.processOf(sources.process("shutdown = infinity")).shutdown())
          .isEqualTo(Shutdown.infinity());
    }
  }

  @Nested
  class Defaults {

    private static final String OVERRIDDEN =
        "banyan.defaults.process { shutdown = 3s, restart-delay = 1s, env.A = 1 }\n"
            + "banyan.defaults.supervisor.max-restarts = 9\n";

    @Test
    void can_be_set_by_the_file_and_again_by_a_child() {
      TreeDeclaration tree =
          sources.declaration(
              OVERRIDDEN
                  + "banyan.tree.children = [{id=a,command=x,shutdown=4s,env.B=2},{id=b,command=x}]");
      ProcessSpec first = Sources.processOf(tree.tree().children().get(0)).process();
      assertThat(first.shutdown()).isEqualTo(Shutdown.within(Duration.ofSeconds(4)));
      assertThat(first.environment().changes()).containsOnlyKeys("A", "B");
      assertThat(tree.tree().children().get(1).definition().shutdown())
          .isEqualTo(Shutdown.within(Duration.ofSeconds(3)));
      assertThat(tree.tree().limit().maxRestarts()).isEqualTo(9);
    }

    @Test
    void are_overridden_by_the_environment_where_a_bare_number_is_seconds() {
      Map<String, String> variables =
          Map.of(
              "BANYAN_DEFAULT_TIMEOUT", "20",
              "BANYAN_RESTART_DELAY", "150ms",
              "BANYAN_MAX_RESTARTS", "1");
      TreeDeclaration tree =
          sources.declaration(OVERRIDDEN + "banyan.tree.children = [{id=a,command=x}]", variables);
      ChildSpec child = tree.tree().children().get(0);
      assertThat(child.restart().backoff().initial()).isEqualTo(Duration.ofMillis(150));
      assertThat(child.definition().shutdown()).isEqualTo(Shutdown.within(Duration.ofSeconds(20)));
      assertThat(tree.tree().limit().maxRestarts()).isEqualTo(1);
      assertThat(sources.process("shutdown = 2s", variables).definition().shutdown())
          .isEqualTo(Shutdown.within(Duration.ofSeconds(2)));
    }

    @Test
    void are_checked_even_where_no_child_uses_them() {
      assertThat(
              sources.mistakes(
                  "banyan.defaults.task.restart = permanent\nbanyan.defaults.supervisor.colour = red\n"
                      + "banyan.defaults.process.stdout.keep-lines = 0\n"
                      + "banyan.tree.children = [{id=a,command=x,stdout.keep-lines=1}]"))
          .satisfiesExactly(
              m ->
                  assertThat(m)
                      .startsWith(
                          "application.conf:1: banyan.defaults.task.restart: must be one of"),
              m ->
                  assertThat(m)
                      .startsWith(
                          "application.conf:2: banyan.defaults.supervisor.colour: unknown key"),
              m ->
                  assertThat(m)
                      .startsWith(
                          "application.conf:3: banyan.defaults.process.stdout.keep-lines: must be"));
    }
  }

  @Nested
  class Settings_of_others {

    @Test
    void pass_through_over_the_defaults_of_the_modules() {
      TreeDeclaration tree =
          sources.declaration(
              SHOP + "pekko.loglevel = DEBUG\nmy-app.x = 1\nbanyan.engine.kind = ${HOST}",
              Map.of("HOST", "h"));
      assertThat(tree.resolved().getString("pekko.loglevel")).isEqualTo("DEBUG");
      assertThat(tree.resolved().getString("pekko.log-dead-letters")).isNotEmpty();
      assertThat(tree.resolved().getInt("my-app.x")).isEqualTo(1);
      assertThat(tree.resolved().getString("banyan.engine.kind")).isEqualTo("h");
      assertThat(tree.resolved().getString("banyan.defaults.process.kind")).isEqualTo("daemon");
    }

    @Test
    void are_validated_by_their_section_in_the_same_list() {
      Section control =
          new Section() {
            @Override
            public String name() {
              return "control";
            }

            @Override
            public void read(ObjectReader reader) {
              reader.integer("port", 0, 65_535);
            }
          };
      String content = SHOP + "banyan.control { port = 99999\n prot = 1 }";
      assertThat(sources.mistakes(sources.load(content, Map.of(), control)))
          .containsExactly(
              "application.conf:14: banyan.control.port: must be a whole number from 0 to 65535, not \"99999\"",
              "application.conf:15: banyan.control.prot: unknown key; did you mean port?");
    }
  }

  @Nested
  class Names {

    @Test
    void are_the_folders_when_the_file_has_none() {
      Path file =
          new Sources(
                  folder.resolve("my shop").toFile().mkdir() ? folder.resolve("my shop") : folder)
              .write("a.conf", "banyan.tree.children = [{id=a,command=x}]");
      assertThat(Sources.declaration(DeclarationLoader.load(file, Map.of(), List.of())).name())
          .isEqualTo("my-shop");
    }

    @Test
    void are_derived_by_replacing_what_is_not_allowed() {
      assertThat(ChildIds.derive("..späti/1")).isEqualTo("sp-ti-1");
      assertThat(ChildIds.derive("äöü")).isEqualTo("banyan");
      assertThat(ChildIds.derive("x".repeat(100))).hasSize(64);
    }
  }
}
