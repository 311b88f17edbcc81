package io.banyan.channels.exchange;

import java.util.List;
import java.util.Optional;

/**
 * The requests that a process has and has not answered. Pure.
 *
 * @param <A> answers
 */
interface Book<A> {

  /** Whether the answer to this could be taken for that to another. */
  boolean clashes(Call<A> call);

  void add(Call<A> call);

  /** The request that a message answers, which is in the book no more. */
  Match<A> answered(Optional<Object> id);

  /** The request that something answers which is no message, if that can be known. */
  Optional<Call<A>> spoiled();

  /** Nobody wants the answer any more. */
  void giveUp(Call<A> call);

  /** Removes one of which not a byte was sent. */
  void remove(Call<A> call);

  /** Those whose answer is wanted; the book is empty then. */
  List<Call<A>> clear();

  /** Those whose answer is wanted. */
  List<Call<A>> wanted();

  /** How many the process is busy with. */
  int size();

  /** Whom a message answers. */
  sealed interface Match<A> {
    record Found<A>(Call<A> call) implements Match<A> {}

    /** One that nobody waits for any more. */
    record TooLate<A>() implements Match<A> {}

    /** Nobody. */
    record Nobody<A>() implements Match<A> {}
  }
}
