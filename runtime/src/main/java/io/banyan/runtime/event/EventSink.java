package io.banyan.runtime.event;

/** Where facts go. Safe from any thread, never blocks for long, never throws. */
@FunctionalInterface
public interface EventSink {
  void publish(ProcessEvent event);
}
