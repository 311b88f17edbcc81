package io.banyan.channels.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The first answer belongs to the first request. One that was given up keeps its place: its answer
 * may still come, and must not be taken for that to the next.
 */
final class OrderedBook<A> implements Book<A> {

  private final Deque<Call<A>> calls = new ArrayDeque<>();

  @Override
  public boolean clashes(Call<A> call) {
    return false;
  }

  @Override
  public void add(Call<A> call) {
    calls.addLast(call);
  }

  @Override
  public Match<A> answered(Optional<Object> id) {
    Call<A> first = calls.pollFirst();
    if (first == null) {
      return new Match.Nobody<>();
    }
    return first.isGivenUp() ? new Match.TooLate<>() : new Match.Found<>(first);
  }

  @Override
  public Optional<Call<A>> spoiled() {
    return Optional.ofNullable(calls.pollFirst());
  }

  @Override
  public void giveUp(Call<A> call) {
    call.giveUp();
  }

  @Override
  public void remove(Call<A> call) {
    calls.remove(call);
  }

  @Override
  public List<Call<A>> clear() {
    List<Call<A>> all = wanted();
    calls.clear();
    return all;
  }

  @Override
  public List<Call<A>> wanted() {
    return calls.stream().filter(call -> !call.isGivenUp()).toList();
  }

  @Override
  public int size() {
    return calls.size();
  }
}
