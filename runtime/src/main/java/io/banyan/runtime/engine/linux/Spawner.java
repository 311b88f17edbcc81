package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.LaunchResult.NotLaunched;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.Notifications;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.engine.internal.Errno;
import io.banyan.runtime.engine.internal.ProgramLookup;
import io.banyan.runtime.engine.linux.Pipe.SystemCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts processes with {@code posix_spawn}, which returns when the {@code exec} has succeeded or
 * failed. The attributes are the same for all: a session of its own, no signal blocked, every
 * signal at its default (the JVM ignores and blocks some, and what is ignored stays so over exec).
 */
final class Spawner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Spawner.class);
  private static final short SETSIGDEF = 0x04;
  private static final short SETSIGMASK = 0x08;
  private static final short SETSID = 0x80;
  // Generous: glibc has 336, 80 and 128 bytes on 64-bit systems.
  private static final int ATTRIBUTES_BYTES = 512;
  private static final int ACTIONS_BYTES = 256;
  private static final int SIGSET_BYTES = 256;
  private static final int CLOCK_BOOTTIME = 7;
  // Behind the actions: the pid, and a struct timespec.
  private static final int PID = ACTIONS_BYTES;
  private static final int TIME = PID + Long.BYTES;
  private static final int STRINGS = TIME + 2 * Long.BYTES;
  // With the variables of most systems; what takes more is made for one launch.
  private static final int DESK_BYTES = 32 * 1024;

  private final Block attributes = new Block(ATTRIBUTES_BYTES);
  // To make one takes longer than all that is written there; as many as launches at once.
  private final Queue<Block> desks = new ConcurrentLinkedQueue<>();

  Spawner() {
    loadWhatFailuresNeed();
    try (Block signals = new Block(SIGSET_BYTES)) {
      Libc.posix_spawnattr_init(attributes.address());
      Libc.posix_spawnattr_setflags(
          attributes.address(), (short) (SETSIGDEF | SETSIGMASK | SETSID));
      Libc.posix_spawnattr_setsigmask(attributes.address(), signals.address());
      // Truly all: sigfillset leaves out glibc's own 32 and 33, which would then be ignored.
      signals.bytes().putLong(0, -1L);
      Libc.posix_spawnattr_setsigdefault(attributes.address(), signals.address());
    }
  }

  /** A process just started, and its pipes, of which only our ends are open. */
  record Spawned(int pid, StartTimes.Span made, Pipes pipes) {

    /** Empty when the process writes to a file. */
    Optional<Integer> readEnd(OutputStreamKind stream) {
      Pipe pipe = stream == OutputStreamKind.STDOUT ? pipes.stdout() : pipes.stderr();
      return Optional.of(pipe.readEnd()).filter(end -> end != Pipe.NONE);
    }

    Optional<Integer> writeEnd() {
      return pipes.stdin().map(Pipe::writeEnd);
    }
  }

  /** Says why there is no process. */
  static final class NotSpawned extends Exception {

    private final transient LaunchFailed reason;

    NotSpawned(LaunchFailed reason) {
      super(reason.message());
      this.reason = reason;
    }

    LaunchFailed reason() {
      return reason;
    }
  }

  /** What is executed, and the descriptor it is given beside the usual ones; negative for none. */
  private record Target(String program, int handed) {}

  private record Made(int pid, StartTimes.Span span) {}

  /**
   * @param handed the caller's descriptor that becomes {@link Notifications#DESCRIPTOR} of the
   *     process; negative for none
   */
  Spawned spawn(LaunchSpec spec, int handed) throws NotSpawned {
    Target target = new Target(program(spec), handed);
    Words words = Words.of(spec, target.program());
    Block desk = desk(STRINGS + words.strings().bytes());
    try {
      return spawn(spec, target, words, desk);
    } catch (SystemCallException failed) {
      throw new NotSpawned(failed.launchFailed(spec.command().get(0)));
    } finally {
      putBack(desk);
    }
  }

  private Spawned spawn(LaunchSpec spec, Target target, Words words, Block desk)
      throws NotSpawned, SystemCallException {
    Pipes pipes = Pipes.open(spec, desk);
    try {
      Made made = exec(spec, target, pipes, words.on(desk));
      pipes.closeTheirs();
      return new Spawned(made.pid(), made.span(), pipes);
    } catch (NotSpawned | RuntimeException | Error failed) {
      pipes.close();
      throw failed;
    }
  }

  @Override
  public void close() {
    attributes.close();
    desks.forEach(Block::close);
    desks.clear();
  }

  private Block desk(int bytes) {
    Block idle = bytes > DESK_BYTES ? new Block(bytes) : desks.poll();
    return idle == null ? new Block(DESK_BYTES) : idle;
  }

  private void putBack(Block desk) {
    if (desk.bytes().capacity() == DESK_BYTES) {
      desks.add(desk);
    } else {
      desk.close();
    }
  }

  /**
   * What to execute. One that need not be searched is not looked at: if it cannot be executed, that
   * is soon enough to find out why. Behind a prefix the exec would tell only of the prefix.
   */
  private static String program(LaunchSpec spec) throws NotSpawned {
    String program = spec.command().get(0);
    if (program.indexOf('/') >= 0 && spec.prefix().isEmpty()) {
      return program;
    }
    ProgramLookup lookup = ProgramLookup.of(spec);
    if (lookup.failure().isPresent()) {
      throw new NotSpawned(lookup.failure().get());
    }
    return lookup.program();
  }

  /** When there are no descriptors left, there is none to load a class through. */
  private static void loadWhatFailuresNeed() {
    LaunchFailed reason = new SystemCallException("none", 0).launchFailed("nothing");
    LOG.trace("Ready to tell {}", new NotLaunched(new NotSpawned(reason).reason()));
  }

  /** All strings of a launch, and where in their table what begins. */
  private record Words(
      Block.Strings strings, int environment, int path, int directory, int nullDevice) {

    static Words of(LaunchSpec spec, String program) {
      Block.Strings strings = new Block.Strings();
      argv(spec, program).forEach(strings::add);
      strings.endOfArray();
      int environment = strings.next();
      for (Map.Entry<String, String> variable : spec.environment().entrySet()) {
        strings.add(variable.getKey() + "=" + variable.getValue());
      }
      strings.endOfArray();
      return new Words(
          strings,
          environment,
          strings.add(spec.prefix().isEmpty() ? program : spec.prefix().get(0)),
          strings.add(spec.directory().toString()),
          strings.add("/dev/null"));
    }

    Written on(Block desk) {
      strings.layOut(desk, STRINGS);
      return new Written(desk, this);
    }
  }

  /** A desk with these words. */
  private record Written(Block desk, Words words) {

    /** The address of an array, or of an entry. */
    long table(int number) {
      return desk.address(STRINGS + number * Long.BYTES);
    }

    long string(int number) {
      return desk.bytes().getLong(STRINGS + number * Long.BYTES);
    }
  }

  private Made exec(LaunchSpec spec, Target target, Pipes pipes, Written written)
      throws NotSpawned {
    long list = written.desk().address();
    Libc.posix_spawn_file_actions_init(list);
    try {
      if (pipes.stdin().isPresent()) {
        Libc.posix_spawn_file_actions_adddup2(list, pipes.stdin().get().readEnd(), 0);
      } else if (spec.stdin() == StdinSource.NULL) {
        long nullDevice = written.string(written.words().nullDevice());
        Libc.posix_spawn_file_actions_addopen(list, 0, nullDevice, 0, 0);
      }
      Libc.posix_spawn_file_actions_adddup2(list, pipes.stdout().writeEnd(), 1);
      Libc.posix_spawn_file_actions_adddup2(list, pipes.stderr().writeEnd(), 2);
      long directory = written.string(written.words().directory());
      Libc.posix_spawn_file_actions_addchdir_np(list, directory);
      Libc.posix_spawn_file_actions_addclosefrom_np(list, hand(list, target.handed()));
      return posixSpawn(spec, written);
    } finally {
      Libc.posix_spawn_file_actions_destroy(list);
    }
  }

  /** Gives the process one more descriptor, and tells from which one on the others are closed. */
  private static int hand(long list, int handed) {
    if (handed < 0) {
      return Notifications.DESCRIPTOR;
    }
    // After all others: none of them is needed any more that may have had this number.
    Libc.posix_spawn_file_actions_adddup2(list, handed, Notifications.DESCRIPTOR);
    return Notifications.DESCRIPTOR + 1;
  }

  /** Behind a prefix, what was looked up is what will be executed, whoever executes it then. */
  private static List<String> argv(LaunchSpec spec, String program) {
    if (spec.prefix().isEmpty()) {
      return spec.command();
    }
    List<String> words = new ArrayList<>(spec.prefix());
    words.add(program);
    words.addAll(spec.command().subList(1, spec.command().size()));
    return words;
  }

  private Made posixSpawn(LaunchSpec spec, Written written) throws NotSpawned {
    Block desk = written.desk();
    long before = sinceBoot(desk);
    int errno =
        Libc.posix_spawn(
            desk.address(PID),
            written.string(written.words().path()),
            desk.address(),
            attributes.address(),
            written.table(0),
            written.table(written.words().environment()));
    if (errno != 0) {
      throw new NotSpawned(explain(spec, errno));
    }
    return new Made(desk.bytes().getInt(PID), new StartTimes.Span(before, sinceBoot(desk)));
  }

  /** In nanoseconds; 0 when this system does not tell. */
  private static long sinceBoot(Block scratch) {
    if (Libc.clock_gettime(CLOCK_BOOTTIME, scratch.address(TIME)) != 0) {
      return 0;
    }
    long seconds = scratch.bytes().getLong(TIME);
    return seconds * 1_000_000_000 + scratch.bytes().getLong(TIME + Long.BYTES);
  }

  /** What the lookup finds now, or found before and is missing since, or else its interpreter. */
  private static LaunchFailed explain(LaunchSpec spec, int errno) {
    if (!spec.prefix().isEmpty()) {
      return Errno.of(errno).launchFailed(spec.prefix().get(0));
    }
    LaunchFailed plain = Errno.of(errno).launchFailed(spec.command().get(0));
    return ProgramLookup.of(spec)
        .failure()
        .orElseGet(
            () ->
                errno == Errno.ENOENT
                    ? new LaunchFailed(
                        plain.errno(), plain.message() + " (or the interpreter it asks for)")
                    : plain);
  }
}
