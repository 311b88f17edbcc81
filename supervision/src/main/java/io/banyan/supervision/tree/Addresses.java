package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.Incarnation;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorRef;

/** Where those children of a tree that are actors take their messages. Safe from any thread. */
final class Addresses {

  /**
   * @param accepts what it is told; empty when its definition does not say
   */
  private record Address(
      Incarnation incarnation, ActorRef<?> ref, Optional<? extends Class<?>> accepts) {}

  private final Map<ChildPath, Address> current = new ConcurrentHashMap<>();

  void put(Incarnation incarnation, ActorRef<?> ref, Optional<? extends Class<?>> accepts) {
    current.put(incarnation.path(), new Address(incarnation, ref, accepts));
  }

  void remove(Incarnation incarnation) {
    current.computeIfPresent(
        incarnation.path(), (path, one) -> one.incarnation().equals(incarnation) ? null : one);
  }

  /**
   * The address of this incarnation; empty when it is no actor.
   *
   * @throws IllegalArgumentException when it does not take such messages
   */
  @SuppressWarnings("unchecked")
  <T> Optional<ActorRef<T>> of(Incarnation incarnation, Class<T> messages) {
    return Optional.ofNullable(current.get(incarnation.path()))
        .filter(one -> one.incarnation().equals(incarnation))
        .map(one -> (ActorRef<T>) checked(one, messages).ref());
  }

  private static Address checked(Address address, Class<?> messages) {
    Optional<? extends Class<?>> accepts = address.accepts();
    if (accepts.isPresent() && !accepts.get().isAssignableFrom(messages)) {
      throw new IllegalArgumentException(
          "%s takes %s, not %s"
              .formatted(
                  address.incarnation().path(), accepts.get().getName(), messages.getName()));
    }
    return address;
  }
}
