package io.banyan.channels.exchange;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers carry the ids of their requests. One that was given up makes room; its id is remembered
 * for a while, so that its answer is known when it comes late.
 */
final class IdBook<A> implements Book<A> {

  private static final int REMEMBERED = 1024;

  private final Map<Object, Call<A>> calls = new LinkedHashMap<>();
  private final Set<Object> givenUp = new LinkedHashSet<>();

  @Override
  public boolean clashes(Call<A> call) {
    return calls.containsKey(call.id()) || givenUp.contains(call.id());
  }

  @Override
  public void add(Call<A> call) {
    calls.put(call.id(), call);
  }

  @Override
  public Match<A> answered(Optional<Object> id) {
    if (id.isEmpty()) {
      return new Match.Nobody<>();
    }
    Call<A> call = calls.remove(id.get());
    if (call != null) {
      return new Match.Found<>(call);
    }
    return givenUp.remove(id.get()) ? new Match.TooLate<>() : new Match.Nobody<>();
  }

  @Override
  public Optional<Call<A>> spoiled() {
    return Optional.empty();
  }

  @Override
  public void giveUp(Call<A> call) {
    call.giveUp();
    if (calls.remove(call.id(), call)) {
      givenUp.add(call.id());
      if (givenUp.size() > REMEMBERED) {
        Iterator<Object> oldest = givenUp.iterator();
        oldest.next();
        oldest.remove();
      }
    }
  }

  @Override
  public void remove(Call<A> call) {
    calls.remove(call.id(), call);
  }

  @Override
  public List<Call<A>> clear() {
    List<Call<A>> all = wanted();
    calls.clear();
    givenUp.clear();
    return all;
  }

  @Override
  public List<Call<A>> wanted() {
    return List.copyOf(calls.values());
  }

  @Override
  public int size() {
    return calls.size();
  }
}
