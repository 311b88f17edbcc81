package io.banyan.runtime.launch;

import java.util.Optional;
import java.util.OptionalLong;

/** The users and groups of the system. */
interface Accounts {

  /** A user by name, or by number in decimal. */
  Optional<User> user(String nameOrNumber);

  /** The number of a group by its name, or by its number in decimal. */
  OptionalLong group(String nameOrNumber);

  /**
   * A user.
   *
   * @param gid its own group
   */
  record User(String name, long uid, long gid) {}
}
