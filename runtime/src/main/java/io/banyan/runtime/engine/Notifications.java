package io.banyan.runtime.engine;

/**
 * A way for a process to tell that it is ready.
 *
 * @param ready told once, when it is; in the event thread, where nothing must block
 */
public record Notifications(NotifyChannel channel, Runnable ready) {

  /** The descriptor of {@link NotifyChannel#FD} in the process. */
  public static final int DESCRIPTOR = 3;

  public static final String DESCRIPTOR_VARIABLE = "NOTIFY_FD";
  public static final String SOCKET_VARIABLE = "NOTIFY_SOCKET";
}
