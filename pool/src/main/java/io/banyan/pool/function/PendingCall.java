package io.banyan.pool.function;

import io.banyan.pool.function.call.RemoteError;
import io.banyan.pool.function.wire.Failure;
import io.banyan.pool.function.wire.Frame;
import io.banyan.pool.function.wire.FrameType;
import io.banyan.pool.function.wire.ValueInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A call that waits for its answer.
 *
 * @param <R> what the function returns
 */
final class PendingCall<R> {

  private final Set<String> accepted;
  private final CompletableFuture<CallResult<R>> result = new CompletableFuture<>();

  /**
   * @param accepted names of classes of which there may be something in the answer
   */
  PendingCall(Set<String> accepted) {
    this.accepted = accepted;
  }

  CompletableFuture<CallResult<R>> result() {
    return result;
  }

  void lost(String message) {
    result.complete(new CallResult.Lost<>(message));
  }

  /**
   * @throws IOException when it is malformed
   */
  void answer(Frame frame) throws IOException {
    DataInputStream in = frame.data();
    try {
      in.readInt();
      result.complete(read(frame.type(), in));
    } finally {
      lost("its answer is malformed");
    }
  }

  private CallResult<R> read(int type, DataInputStream in) throws IOException {
    return switch (type) {
      case FrameType.RETURNED -> value(in);
      case FrameType.THREW -> new FunctionResult.Threw<>(RemoteError.of(Failure.read(in)));
      default -> new FunctionResult.NotTransferred<>(ValueInput.readText(in));
    };
  }

  // The compiler has made sure of it, as far as generics can: the function returns an R.
  @SuppressWarnings("unchecked")
  private CallResult<R> value(DataInputStream in) {
    try {
      return new FunctionResult.Returned<>((R) ValueInput.read(in, accepted));
    } catch (IOException refused) {
      return new FunctionResult.NotTransferred<>(
          "what it returned is refused: " + refused.getMessage());
    }
  }
}
