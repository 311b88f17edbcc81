package io.banyan.control.http;

import io.banyan.control.document.HealthDocument;
import io.banyan.control.exposition.Exposition;
import io.banyan.runtime.event.ChildPath;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.coding.Coder;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/**
 * What a monitoring system asks for: {@code /healthz}, for everybody, and {@code /metrics}, for
 * whom the gate lets in there. Safe from any thread.
 */
final class Monitoring {

  private static final List<String> HEALTH = List.of("healthz");
  private static final List<String> METRICS = List.of("metrics");

  private final ControlPlane plane;
  private final Optional<Scraper> scraper;

  Monitoring(ActorSystem<?> system, ControlPlane plane) {
    this.plane = plane;
    this.scraper =
        plane
            .scraping()
            .map(
                scraping ->
                    new Scraper(
                        () -> new Exposition(scraping.metrics()),
                        system.dispatchers().lookup(DispatcherSelector.blocking())));
  }

  /** Whether this is what it answers. */
  static boolean isAbout(List<String> path) {
    return path.equals(HEALTH) || path.equals(METRICS);
  }

  /** The answer to a request to read that {@link #isAbout}. */
  CompletionStage<HttpResponse> answer(HttpRequest request, List<String> path, Gate gate) {
    if (path.equals(HEALTH)) {
      return CompletableFuture.completedFuture(health());
    }
    Optional<HttpResponse> refusal = gate.refuseScraper(request);
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(refusal.get());
    }
    return scraper
        .map(known -> scrape(known, request))
        .orElseGet(() -> CompletableFuture.completedFuture(Routes.unknown()));
  }

  /** What is not well, in one line, although the tree runs; empty when all is. */
  Optional<String> trouble() {
    return plane.facts().history().trouble();
  }

  private HttpResponse health() {
    HealthDocument tree = HealthDocument.of(plane.view().get(ChildPath.ROOT));
    HealthDocument health =
        tree.well() && trouble().isPresent() ? new HealthDocument(false, "degraded") : tree;
    return Answer.of(
        health.well() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE, health.json());
  }

  private static CompletionStage<HttpResponse> scrape(Scraper scraper, HttpRequest request) {
    boolean compressed = header(request, "Accept-Encoding").contains("gzip");
    return scraper
        .scrape(Scraper.Format.of(header(request, "Accept")))
        .thenApply(Monitoring::page)
        .thenApply(page -> compressed ? Coder.Gzip.encodeMessage(page) : page);
  }

  private static HttpResponse page(Exposition.Page page) {
    return HttpResponse.create()
        .withEntity(HttpEntities.create(ContentTypes.parse(page.contentType()), page.body()));
  }

  private static String header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value).orElse("");
  }
}
