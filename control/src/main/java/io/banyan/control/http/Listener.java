package io.banyan.control.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.pattern.Patterns;
import scala.concurrent.duration.FiniteDuration;

/**
 * One address at which requests come in.
 *
 * @param url of the address: {@code http://127.0.0.1:40123}
 */
record Listener(ActorSystem<?> system, ServerBinding binding, URI url) {

  private static final Duration LAST_ANSWERS = Duration.ofMillis(250);
  private static final Duration LAST_BYTES = Duration.ofMillis(100);

  /**
   * Where to listen.
   *
   * @param port 0 for any free one
   * @param patient whether answers may take as long as they like, and pause as long as they like
   */
  record Address(String host, int port, boolean patient) {

    URI url(int bound) {
      String name = host.contains(":") ? "[" + host + "]" : host;
      return URI.create("http://" + name + ":" + bound);
    }
  }

  /**
   * Begins to listen.
   *
   * @param reception answers what comes in at the port that was bound
   * @return fails when the address cannot be had
   */
  static CompletionStage<Listener> open(
      ActorSystem<?> system, Address address, IntFunction<Reception> reception) {
    Door door = new Door();
    return Http.get(system)
        .newServerAt(address.host(), address.port())
        .withSettings(settings(system, address.patient()))
        .bind(door::handle)
        .thenApply(
            binding -> {
              int bound = binding.localAddress().getPort();
              door.open(reception.apply(bound));
              return new Listener(system, binding, address.url(bound));
            });
  }

  /** Stops listening and lets short answers finish. */
  CompletionStage<Void> close() {
    // Termination counts an answer as given when its first byte is: the last ones need a moment.
    return binding
        .unbind()
        .thenCompose(
            unbound -> Patterns.after(LAST_BYTES, system, () -> binding.terminate(LAST_ANSWERS)))
        .thenAccept(terminated -> {});
  }

  private static ServerSettings settings(ActorSystem<?> system, boolean patient) {
    ServerSettings defaults =
        ServerSettings.create(system.settings().config()).withServerHeader(Optional.empty());
    ServerSettings.Timeouts timeouts =
        defaults.getTimeouts().withBindTimeout(FiniteDuration.create(5, "s"));
    return defaults.withTimeouts(
        patient
            ? timeouts
                .withIdleTimeout(scala.concurrent.duration.Duration.Inf())
                .withRequestTimeout(scala.concurrent.duration.Duration.Inf())
            : timeouts);
  }
}
