package io.banyan.bench;

import io.banyan.supervision.spec.ChildSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The JVM that is killed: a tree of children of bad character. Its argument: how many. */
final class ContainmentHost {

  private static final String DEAF = "trap '' TERM HUP INT; while :; do sleep 1; done";

  /** How many processes each character comes to, counted by what is started and not by whom. */
  private static final List<Character> CHARACTERS =
      List.of(
          new Character("ordinary", 1, "exec sleep 1000000"),
          new Character("ignores-term", 1, DEAF),
          new Character("forks-twice", 2, "(sleep 1000000 &); exec sleep 1000000"),
          new Character("leaves-session", 2, "setsid sleep 1000000 & exec sleep 1000000"),
          new Character(
              "leaves-and-ignores", 2, "(setsid sh -c \"" + DEAF + "\" &); exec sleep 1000000"));

  private ContainmentHost() {}

  private record Character(String name, int processes, String line) {}

  /** The least number of processes that so many children come to. */
  static int processes(int children) {
    int processes = 0;
    for (int i = 0; i < children; i++) {
      processes += CHARACTERS.get(i % CHARACTERS.size()).processes();
    }
    return processes;
  }

  public static void main(String[] words) throws Exception {
    List<ChildSpec> children = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(words[0]); i++) {
      Character character = CHARACTERS.get(i % CHARACTERS.size());
      List<String> command = List.of("/bin/sh", "-c", character.line());
      children.add(BenchTree.child(character.name() + "-" + i, command));
    }
    BenchTree tree = BenchTree.create("linux", Duration.ofSeconds(1));
    System.out.println("starting");
    tree.start(children);
    System.out.println("up");
  }
}
