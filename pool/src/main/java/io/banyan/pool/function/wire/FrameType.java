package io.banyan.pool.function.wire;

/** What a frame says. Numbers, because an enum is a class more to start. */
public final class FrameType {

  /** To the parent: the process is there and reads. First of all. */
  public static final int HELLO = 1;

  /** To the process: run this. */
  public static final int CALL = 2;

  /** To the process: end, with success. */
  public static final int QUIT = 3;

  /** To the parent: the value of a call. */
  public static final int RETURNED = 4;

  /** To the parent: the failure of a call. */
  public static final int THREW = 5;

  /** To the parent: a call could not be read, or its value not be sent. */
  public static final int UNSENT = 6;

  /** To the parent: the JVM ends in order although a function runs. */
  public static final int EXITING = 7;

  /** To the parent: a value for a channel. */
  public static final int SEND = 10;

  /** To the parent: a value is not to be sent any more, if it was not. */
  public static final int WITHDRAW = 11;

  /** To the process: what came of a value. */
  public static final int SENT = 12;

  /** To the parent: nothing more will be sent to a channel. */
  public static final int CLOSE = 13;

  /** To the parent: the next value of a channel, please. */
  public static final int WANT = 14;

  /** To the process: a value of a channel. */
  public static final int VALUE = 15;

  /** To the process: a channel has ended. */
  public static final int END = 16;

  /** To the parent: nobody wants the values of a channel any more. */
  public static final int CANCEL = 17;

  private FrameType() {}
}
