package io.banyan.cli.console;

/** How the command tells scripts what came of it. */
public final class ExitCode {

  public static final int DONE = 0;

  /** The operation failed, or the tree gave up. */
  public static final int FAILED = 1;

  /** The arguments or a file are invalid. */
  public static final int USAGE = 2;

  public static final int NO_SUCH_PROCESS = 3;

  public static final int NO_RUNTIME = 4;

  private ExitCode() {}
}
