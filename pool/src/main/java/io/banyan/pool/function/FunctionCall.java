package io.banyan.pool.function;

import io.banyan.pool.function.call.Call0;
import io.banyan.pool.function.call.Call1;
import io.banyan.pool.function.call.Call2;
import io.banyan.pool.function.call.Call3;
import io.banyan.pool.function.call.RemoteFunction;
import io.banyan.pool.function.call.Run0;
import io.banyan.pool.function.call.Run1;
import io.banyan.pool.function.call.Run2;
import io.banyan.pool.function.call.Run3;
import java.util.Arrays;
import java.util.List;

/**
 * A function and its arguments, ready to be sent: what changes in them afterwards is not seen
 * there. Can be sent any number of times. Immutable.
 *
 * @param <R> what the function returns
 */
public final class FunctionCall<R> {

  private final Encoded encoded;

  private FunctionCall(Encoded encoded) {
    this.encoded = encoded;
  }

  /**
   * The function of no arguments.
   *
   * @throws IllegalArgumentException when it or what it captures cannot be serialized
   */
  public static <R> FunctionCall<R> of(Call0<R> function) {
    return encode(function);
  }

  /** The same for one argument. */
  public static <A, R> FunctionCall<R> of(Call1<A, R> function, A first) {
    return encode(function, first);
  }

  /** The same for two arguments. */
  public static <A, B, R> FunctionCall<R> of(Call2<A, B, R> function, A first, B second) {
    return encode(function, first, second);
  }

  /** The same for three arguments. */
  public static <A, B, C, R> FunctionCall<R> of(
      Call3<A, B, C, R> function, A first, B second, C third) {
    return encode(function, first, second, third);
  }

  /** The function that returns nothing. */
  public static FunctionCall<Void> run(Run0 function) {
    return encode(function);
  }

  /** The same for one argument. */
  public static <A> FunctionCall<Void> run(Run1<A> function, A first) {
    return encode(function, first);
  }

  /** The same for two arguments. */
  public static <A, B> FunctionCall<Void> run(Run2<A, B> function, A first, B second) {
    return encode(function, first, second);
  }

  /** The same for three arguments. */
  public static <A, B, C> FunctionCall<Void> run(
      Run3<A, B, C> function, A first, B second, C third) {
    return encode(function, first, second, third);
  }

  private static <R> FunctionCall<R> encode(RemoteFunction function, Object... arguments) {
    List<Object> given = Arrays.asList(arguments);
    return new FunctionCall<>(Encoded.of(function, given));
  }

  /** What is called, for people: {@code Work.worker}. */
  public String description() {
    return encoded.description();
  }

  List<ChannelArgument> channels() {
    return encoded.channels();
  }

  /**
   * @throws IllegalArgumentException when it has more than so many bytes
   */
  Encoded within(int limit) {
    if (encoded.body().length > limit) {
      throw new IllegalArgumentException(
          "%s has %d bytes with its arguments, where %d are allowed (banyan.functions.max-argument-size)"
              .formatted(description(), encoded.body().length, limit));
    }
    return encoded;
  }
}
