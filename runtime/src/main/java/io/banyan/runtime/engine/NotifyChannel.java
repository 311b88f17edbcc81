package io.banyan.runtime.engine;

/** How a process tells that it is ready, by itself. */
public enum NotifyChannel {
  /**
   * Descriptor {@link Notifications#DESCRIPTOR}, whose number is in {@link
   * Notifications#DESCRIPTOR_VARIABLE}: it writes a line, as with s6. What comes after is not read.
   */
  FD("fd"),

  /**
   * A datagram socket whose name is in {@link Notifications#SOCKET_VARIABLE}: it sends {@code
   * READY=1}, as with systemd.
   */
  SOCKET("socket");

  private final String text;

  NotifyChannel(String text) {
    this.text = text;
  }

  /** As configuration spells it: {@code fd}. */
  public String text() {
    return text;
  }
}
