package io.banyan.control.http;

import io.banyan.control.document.RuntimeDocument;
import io.banyan.control.document.Version;
import io.banyan.control.metrics.MetricsSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The HTTP server of one running tree: JSON under {@code /api}, {@code /metrics}, and {@code
 * /healthz}; the last two also at an address of their own, by choice. It lives in an actor system
 * that its owner made and will end; {@link #stop} ends only the server.
 *
 * <p>Every request but {@code /healthz} needs {@code Authorization: Bearer TOKEN}; {@code /metrics}
 * may be open, or have a token of its own, see {@link Scraping}.
 */
public final class ControlServer {

  private final Routes routes;
  private final Listener control;
  private final Optional<Listener> metrics;

  private ControlServer(Routes routes, Listener control, Optional<Listener> metrics) {
    this.routes = routes;
    this.control = control;
    this.metrics = metrics;
  }

  /**
   * Starts listening.
   *
   * @param token what callers must know, not empty
   * @return the bound server; fails when an address cannot be had
   */
  public static CompletionStage<ControlServer> start(
      ActorSystem<?> system, ControlSettings settings, ControlPlane plane, String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("the token is empty");
    }
    Clock clock = Clock.systemUTC();
    Routes routes = new Routes(system, plane, runtime(plane, clock.instant()), clock);
    Monitoring monitoring = new Monitoring(system, plane);
    Gate.Scrapers scrapers = plane.scraping().map(Gate.Scrapers::of).orElse(Gate.Scrapers.NONE);
    // Stopping a child takes as long as its grace time, and a quiet log is followed for days:
    // neither may be cut off by a clock.
    Listener.Address address = new Listener.Address(settings.host(), settings.port(), true);
    return Listener.open(
            system,
            address,
            port ->
                new Reception(
                    system,
                    Gate.of(token, address.host(), port, scrapers),
                    monitoring,
                    Optional.of(routes)))
        .thenCompose(
            control ->
                orClose(control, metricsListener(system, plane, monitoring, token))
                    .thenApply(metrics -> new ControlServer(routes, control, metrics)));
  }

  private static CompletionStage<Optional<Listener>> metricsListener(
      ActorSystem<?> system, ControlPlane plane, Monitoring monitoring, String token) {
    Optional<Scraping> scraping = plane.scraping();
    Optional<MetricsSettings.Listener> wanted = scraping.flatMap(Scraping::listener);
    if (scraping.isEmpty() || wanted.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Listener.Address address =
        new Listener.Address(wanted.get().host(), wanted.get().port(), false);
    Gate.Scrapers scrapers = Gate.Scrapers.of(scraping.get());
    return Listener.open(
            system,
            address,
            port ->
                new Reception(
                    system,
                    Gate.ofMetrics(token, address.host(), port, scrapers),
                    monitoring,
                    Optional.empty()))
        .thenApply(Optional::of);
  }

  /** What comes after the opening of a listener, which is undone when that fails. */
  private static <T> CompletionStage<T> orClose(Listener opened, CompletionStage<T> next) {
    return next.handle(
            (result, failure) ->
                failure == null
                    ? CompletableFuture.completedStage(result)
                    : opened
                        .close()
                        .thenCompose(closed -> CompletableFuture.<T>failedStage(failure)))
        .thenCompose(stage -> stage);
  }

  /** Where it listens: {@code http://127.0.0.1:40123}. */
  public URI url() {
    return control.url();
  }

  /** Where metrics are beside that; empty when they have no address of their own. */
  public Optional<URI> metricsUrl() {
    return metrics.map(Listener::url);
  }

  /** Stops listening, ends what is being followed, and lets short answers finish. */
  public CompletionStage<Void> stop() {
    routes.endFollowers();
    CompletionStage<Void> closed = control.close();
    return metrics
        .map(listener -> closed.thenCombine(listener.close(), (one, other) -> one))
        .orElse(closed);
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
}
