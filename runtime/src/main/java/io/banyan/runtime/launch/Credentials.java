package io.banyan.runtime.launch;

import io.banyan.runtime.launch.Accounts.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whom a process runs as.
 *
 * @param uid its user
 * @param gid its group
 * @param switching words for {@code setpriv}; empty when they are those of the runtime
 */
record Credentials(long uid, long gid, List<String> switching) {

  Credentials {
    switching = List.copyOf(switching);
  }

  static Credentials of(LaunchOptions options, Accounts accounts, Privileges own) throws Refusal {
    if (options.user().isEmpty() && options.group().isEmpty()) {
      return new Credentials(own.uid(), own.gid(), List.of());
    }
    Optional<User> user = user(options, accounts);
    long uid = user.map(User::uid).orElse(own.uid());
    long gid = gid(options, accounts, user.map(User::gid).orElse(own.gid()));
    if (gid < 0) {
      throw Refusal.invalid(
          "User " + uid + " has no group of its own: there is no such account, so say which group");
    }
    if (uid == own.uid() && gid == own.gid()) {
      return new Credentials(uid, gid, List.of());
    }
    checkPermitted(options, own, uid, gid);
    return new Credentials(uid, gid, switching(user, uid, gid));
  }

  private static Optional<User> user(LaunchOptions options, Accounts accounts) throws Refusal {
    if (options.user().isEmpty()) {
      return Optional.empty();
    }
    String wanted = options.user().get();
    Optional<User> found = accounts.user(wanted);
    if (found.isEmpty() && number(wanted).isPresent()) {
      return Optional.of(new User("", number(wanted).getAsLong(), -1));
    }
    if (found.isEmpty()) {
      throw Refusal.invalid("No such user: " + wanted);
    }
    return found;
  }

  private static long gid(LaunchOptions options, Accounts accounts, long otherwise) throws Refusal {
    if (options.group().isEmpty()) {
      return otherwise;
    }
    String wanted = options.group().get();
    OptionalLong found = accounts.group(wanted);
    if (found.isEmpty() && number(wanted).isEmpty()) {
      throw Refusal.invalid("No such group: " + wanted);
    }
    return found.orElseGet(() -> number(wanted).orElseThrow());
  }

  private static void checkPermitted(LaunchOptions options, Privileges own, long uid, long gid)
      throws Refusal {
    if (uid != own.uid() && !own.can(Privileges.SETUID)) {
      throw Refusal.notPermitted(
          "running as user %s takes root (CAP_SETUID)".formatted(options.user().orElse("")));
    }
    if (!own.can(Privileges.SETGID)) {
      String whose = options.group().orElseGet(() -> Long.toString(gid));
      throw Refusal.notPermitted("running as group %s takes root (CAP_SETGID)".formatted(whose));
    }
  }

  /**
   * A user has all groups of its account, a number without one has none; a group changes itself.
   */
  private static List<String> switching(Optional<User> user, long uid, long gid) {
    List<String> words = new ArrayList<>();
    words.add("--regid=" + gid);
    if (user.isEmpty()) {
      words.add("--keep-groups");
    } else {
      words.add("--reuid=" + uid);
      words.add(user.get().name().isEmpty() ? "--clear-groups" : "--init-groups");
    }
    return words;
  }

  private static OptionalLong number(String text) {
    // The highest number means "none" to the system.
    return text.matches("\\d{1,10}") && Long.parseLong(text) < 0xFFFF_FFFFL
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
