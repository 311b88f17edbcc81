package io.banyan.control.http;

import io.banyan.control.document.RuntimeDocument;
import io.banyan.control.document.Version;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.pattern.Patterns;
import scala.concurrent.duration.FiniteDuration;

/**
 * The HTTP server of one running tree: JSON under {@code /api}, and {@code /healthz}. It lives in
 * an actor system that its owner made and will end; {@link #stop} ends only the server.
 *
 * <p>Every request but {@code /healthz} needs {@code Authorization: Bearer TOKEN}.
 */
public final class ControlServer {

  private static final Duration LAST_ANSWERS = Duration.ofMillis(250);

  private static final Duration LAST_BYTES = Duration.ofMillis(100);

  private final ActorSystem<?> system;
  private final ServerBinding binding;
  private final Routes routes;
  private final URI url;

  private ControlServer(ActorSystem<?> system, ServerBinding binding, Routes routes, URI url) {
    this.system = system;
    this.binding = binding;
    this.routes = routes;
    this.url = url;
  }

  /**
   * Starts listening.
   *
   * @param token what callers must know, not empty
   * @return the bound server; fails when the address cannot be had
   */
  public static CompletionStage<ControlServer> start(
      ActorSystem<?> system, ControlSettings settings, ControlPlane plane, String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("the token is empty");
    }
    Clock clock = Clock.systemUTC();
    Routes routes = new Routes(system, plane, runtime(plane, clock.instant()), clock);
    Door door = new Door();
    return Http.get(system)
        .newServerAt(settings.host(), settings.port())
        .withSettings(serverSettings(system))
        .bind(door::handle)
        .thenApply(
            binding -> {
              int port = binding.localAddress().getPort();
              Gate gate = new Gate(token, settings.host(), port);
              door.open(new Reception(system, gate, routes));
              return new ControlServer(system, binding, routes, url(settings.host(), port));
            });
  }

  /** Where it listens: {@code http://127.0.0.1:40123}. */
  public URI url() {
    return url;
  }

  /** Stops listening, ends what is being followed, and lets short answers finish. */
  public CompletionStage<Void> stop() {
    routes.endFollowers();
    // Termination counts an answer as given when its first byte is: the last ones need a moment.
    return binding
        .unbind()
        .thenCompose(
            unbound -> Patterns.after(LAST_BYTES, system, () -> binding.terminate(LAST_ANSWERS)))
        .thenAccept(terminated -> {});
  }

  private static ServerSettings serverSettings(ActorSystem<?> system) {
    ServerSettings defaults = ServerSettings.create(system.settings().config());
    // Stopping a child takes as long as its grace time, and a quiet log is followed for days:
    // neither may be cut off by a clock.
    return defaults
        .withServerHeader(Optional.empty())
        .withTimeouts(
            defaults
                .getTimeouts()
                .withIdleTimeout(scala.concurrent.duration.Duration.Inf())
                .withRequestTimeout(scala.concurrent.duration.Duration.Inf())
                .withBindTimeout(FiniteDuration.create(5, "s")));
  }

  private static RuntimeDocument runtime(ControlPlane plane, Instant now) {
    ProcessHandle self = ProcessHandle.current();
    return new RuntimeDocument(
        plane.name(),
        plane.file(),
        plane.engine(),
        self.pid(),
        Version.current(),
        self.info().startInstant().orElse(now));
  }

  private static URI url(String host, int port) {
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }
}
