package io.banyan.pool.function;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;

/**
 * The section {@code banyan.functions} of the configuration; {@code reference.conf} has the
 * defaults.
 *
 * @param jvmOptions of every function process, before those of its own
 * @param spares how many processes are kept ready for functions that ask for nothing in particular
 * @param maxArgumentBytes how large a call may be
 * @param maxResultBytes how large a value may be that comes back
 * @param shutdown how long a process may take to end when it is asked to
 * @param passThrough whether what functions print is also printed by the runtime
 */
public record FunctionSettings(
    List<String> jvmOptions,
    int spares,
    int maxArgumentBytes,
    int maxResultBytes,
    Duration shutdown,
    boolean passThrough) {

  static final int LEAST_BYTES = 1024;
  static final int MOST_BYTES = 1024 * 1024 * 1024;
  static final int MOST_SPARES = 64;

  public FunctionSettings {
    jvmOptions = List.copyOf(jvmOptions);
    check("spares", spares, 0, MOST_SPARES);
    check("max-argument-size", maxArgumentBytes, LEAST_BYTES, MOST_BYTES);
    check("max-result-size", maxResultBytes, LEAST_BYTES, MOST_BYTES);
  }

  /** Reads {@code banyan.functions} from a complete configuration. */
  public static FunctionSettings from(Config config) {
    Config functions = config.getConfig("banyan.functions");
    return new FunctionSettings(
        functions.getStringList("jvm-options"),
        functions.getInt("spares"),
        size(functions, "max-argument-size"),
        size(functions, "max-result-size"),
        functions.getDuration("shutdown"),
        functions.getBoolean("pass-through"));
  }

  /** The same with so many spares. */
  public FunctionSettings withSpares(int count) {
    return new FunctionSettings(
        jvmOptions, count, maxArgumentBytes, maxResultBytes, shutdown, passThrough);
  }

  private static int size(Config functions, String key) {
    return (int) Math.min(functions.getBytes(key), Integer.MAX_VALUE);
  }

  private static void check(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "banyan.functions.%s must be from %d to %d, not %d".formatted(key, least, most, value));
    }
  }
}
