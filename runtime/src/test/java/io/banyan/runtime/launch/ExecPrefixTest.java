package io.banyan.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.StdinSource;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** No process is started here: only words are composed. */
class ExecPrefixTest {

  private static final long MANY = 1_048_576;
  private static final Privileges ROOT = new Privileges(0, 0, -1L, 0, 0, 1000, MANY, 1000);
  private static final Privileges ORDINARY = new Privileges(500, 500, 0, 0, 0, 1000, MANY, 1000);

  @Nested
  class Composes {

    @Test
    void nothing_when_nothing_is_asked_for() {
      assertThat(words(ROOT, LaunchOptions.NONE)).isEmpty();
    }

    @Test
    void all_of_it_with_the_user_last() {
      LaunchOptions all =
          LaunchOptions.NONE
              .withUser("mailer")
              .withUmask(022)
              .withNice(-5)
              .withOpenFiles(64)
              .withProcesses(10);

      assertThat(words(ROOT, all, Path.of("/cg/memory/x"), Path.of("/cg/cpu/x")))
          .containsExactly(
              "/tools/sh",
              "-c",
              "echo $$ >\"$1\" && shift && echo $$ >\"$1\" && shift && "
                  + "umask \"$1\" && shift && exec \"$@\" || exit 126",
              "banyan",
              "/cg/memory/x",
              "/cg/cpu/x",
              "0022",
              "/tools/prlimit",
              "--nofile=64:64",
              "--nproc=10:10",
              "/tools/nice",
              "-n",
              "-5",
              "/tools/setpriv",
              "--regid=600",
              "--reuid=600",
              "--init-groups");
    }

    @Test
    void a_niceness_from_that_of_the_runtime() {
      Privileges nicer = new Privileges(0, 0, -1L, 10, 0, 1000, MANY, 1000);

      assertThat(words(nicer, LaunchOptions.NONE.withNice(4)))
          .containsExactly("/tools/nice", "-n", "-6");
      assertThat(words(nicer, LaunchOptions.NONE.withNice(10))).isEmpty();
    }

    @Test
    void a_group_in_place_of_the_users_own() {
      assertThat(words(ROOT, LaunchOptions.NONE.withUser("mailer").withGroup("www")))
          .containsExactly("/tools/setpriv", "--regid=33", "--reuid=600", "--init-groups");
    }

    @Test
    void a_group_alone() {
      assertThat(words(ROOT, LaunchOptions.NONE.withGroup("www")))
          .containsExactly("/tools/setpriv", "--regid=33", "--keep-groups");
    }

    @Test
    void a_number_without_an_account_has_no_groups_but_the_one_given() {
      assertThat(words(ROOT, LaunchOptions.NONE.withUser("4711").withGroup("4712")))
          .containsExactly("/tools/setpriv", "--regid=4712", "--reuid=4711", "--clear-groups");
    }

    @Test
    void nothing_for_the_user_the_runtime_already_is() {
      assertThat(words(ORDINARY, LaunchOptions.NONE.withUser("me"))).isEmpty();
    }

    @Test
    void what_an_ordinary_user_may_do() {
      assertThat(words(ORDINARY, LaunchOptions.NONE.withNice(5).withOpenFiles(1000)))
          .containsExactly("/tools/prlimit", "--nofile=1000:1000", "/tools/nice", "-n", "5");
    }
  }

  @Nested
  class Refuses {

    @Test
    void a_user_or_group_that_is_not_there() {
      assertThat(refusal(ROOT, LaunchOptions.NONE.withUser("nemo")))
          .isEqualTo(new LaunchFailed("EINVAL", "No such user: nemo"));
      assertThat(refusal(ROOT, LaunchOptions.NONE.withGroup("nemo")))
          .isEqualTo(new LaunchFailed("EINVAL", "No such group: nemo"));
    }

    @Test
    void a_number_without_an_account_and_without_a_group() {
      assertThat(refusal(ROOT, LaunchOptions.NONE.withUser("4711")).message())
          .contains("4711", "say which group");
    }

    @Test
    void another_user_without_privilege() {
      assertThat(refusal(ORDINARY, LaunchOptions.NONE.withUser("mailer")))
          .isEqualTo(
              new LaunchFailed(
                  "EPERM",
                  "Operation not permitted: running as user mailer takes root (CAP_SETUID)"));
      assertThat(refusal(ORDINARY, LaunchOptions.NONE.withGroup("www")).errno()).isEqualTo("EPERM");
    }

    @Test
    void a_lower_niceness_without_privilege() {
      assertThat(refusal(ORDINARY, LaunchOptions.NONE.withNice(-1)).message())
          .isEqualTo(
              "Operation not permitted: nice = -1 is below the runtime's own 0, which takes root"
                  + " (CAP_SYS_NICE)");
    }

    @Test
    void more_open_files_than_the_runtime_may_have() {
      assertThat(refusal(ORDINARY, LaunchOptions.NONE.withOpenFiles(1001)).errno())
          .isEqualTo("EPERM");
      assertThat(refusal(ROOT, LaunchOptions.NONE.withOpenFiles((int) MANY + 1)).message())
          .contains("fs.nr_open = 1048576");
    }

    @Test
    void a_number_of_processes_for_root() {
      assertThat(refusal(ROOT, LaunchOptions.NONE.withProcesses(5)).message())
          .contains("does not hold for root");
    }

    @Test
    void what_needs_a_tool_that_is_not_there() {
      ExecPrefix bare = new ExecPrefix(new Village(), ROOT, name -> Optional.empty());

      ExecPrefix.Result result =
          bare.words(LaunchOptions.NONE.withUser("mailer"), List.of(), spec("/bin/sh"));

      assertThat(result)
          .isEqualTo(
              new ExecPrefix.Result.Refused(
                  new LaunchFailed(
                      "ENOENT",
                      "No such file or directory: setpriv, which another user or group takes")));
    }
  }

  @Test
  void permissions_that_a_supplementary_group_could_give_are_not_held_against_a_user() {
    Credentials mailer = new Credentials(600, 600, List.of());

    assertThat(FileAccess.allows(mailer, 0755, 0, 0)).isTrue();
    assertThat(FileAccess.allows(mailer, 0750, 0, 0)).isTrue();
    assertThat(FileAccess.allows(mailer, 0700, 0, 0)).isFalse();
    assertThat(FileAccess.allows(mailer, 0700, 600, 0)).isTrue();
    assertThat(FileAccess.allows(mailer, 0705, 0, 600)).isFalse();
    assertThat(FileAccess.allows(mailer, 0677, 600, 600)).isFalse();
  }

  @Test
  void limits_are_read_from_their_second_column() {
    String text =
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max open files            1024                 4096                 files
        Max nice priority         0                    0
        """;

    assertThat(Privileges.limits(text))
        .containsEntry("Max open files", "4096")
        .containsEntry("Max nice priority", "0");
  }

  @Test
  void an_account_is_known_by_its_name_before_its_number() {
    List<String> lines = List.of("broken", "0:x:7:7:a user called 0:/:/bin/sh", "root:x:0:0::/:/");

    assertThat(SystemAccounts.entry(lines, "0", 7).orElseThrow()[2]).isEqualTo("7");
    assertThat(SystemAccounts.entry(lines, "7", 7).orElseThrow()[0]).isEqualTo("0");
    assertThat(SystemAccounts.entry(lines, "broken", 7)).isEmpty();
  }

  private static List<String> words(Privileges own, LaunchOptions options, Path... enter) {
    ExecPrefix.Result result = compose(own, options, enter);
    assertThat(result).isInstanceOf(ExecPrefix.Result.Composed.class);
    return ((ExecPrefix.Result.Composed) result).words();
  }

  private static LaunchFailed refusal(Privileges own, LaunchOptions options) {
    ExecPrefix.Result result = compose(own, options);
    assertThat(result).isInstanceOf(ExecPrefix.Result.Refused.class);
    return ((ExecPrefix.Result.Refused) result).reason();
  }

  private static ExecPrefix.Result compose(Privileges own, LaunchOptions options, Path... enter) {
    return new ExecPrefix(new Village(), own, name -> Optional.of(Path.of("/tools", name)))
        .words(options, List.of(enter), spec("/bin/sh"));
  }

  private static LaunchSpec spec(String program) {
    return new LaunchSpec(
        List.of(program), Path.of("/"), Map.of(), StdinSource.NULL, new Deaf(), new Deaf());
  }

  private static final class Deaf implements OutputHandler {
    @Override
    public boolean onBytes(ByteBuffer bytes) {
      return true;
    }

    @Override
    public void onEnd() {}
  }

  /** Where few live. */
  private static final class Village implements Accounts {

    private static final Set<User> USERS =
        Set.of(new User("mailer", 600, 600), new User("me", 500, 500));

    @Override
    public Optional<User> user(String nameOrNumber) {
      return USERS.stream().filter(user -> user.name().equals(nameOrNumber)).findFirst();
    }

    @Override
    public OptionalLong group(String nameOrNumber) {
      return nameOrNumber.equals("www") ? OptionalLong.of(33) : OptionalLong.empty();
    }
  }
}
