package io.banyan.supervision.actor;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;

/** Notices that a behavior has been set up and goes on. */
final class StartNotice<T> extends BehaviorInterceptor<T, T> {

  private final Runnable started;

  @SuppressWarnings("unchecked")
  StartNotice(Runnable started) {
    super((Class<T>) Object.class);
    this.started = started;
  }

  @Override
  public Behavior<T> aroundStart(TypedActorContext<T> context, PreStartTarget<T> target) {
    Behavior<T> behavior = target.start(context);
    if (Behavior.isAlive(behavior)) {
      started.run();
    }
    return behavior;
  }

  @Override
  public Behavior<T> aroundReceive(
      TypedActorContext<T> context, T message, ReceiveTarget<T> target) {
    return target.apply(context, message);
  }
}
