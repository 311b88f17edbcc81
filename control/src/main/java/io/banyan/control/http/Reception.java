package io.banyan.control.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each request past the gate, reads its body within the limit, and makes an answer of every
 * failure.
 */
final class Reception {

  /** The largest body a request may have. */
  static final long MAX_BODY_BYTES = 64 * 1024;

  /** The header that says what is not well, in one line. */
  static final String WARNING = "Banyan-Warning";

  private static final Duration BODY_LIMIT = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  private final ActorSystem<?> system;
  private final Gate gate;
  private final Monitoring monitoring;
  private final Optional<Routes> routes;

  /**
   * @param routes empty where there is nothing but what monitoring asks for
   */
  Reception(ActorSystem<?> system, Gate gate, Monitoring monitoring, Optional<Routes> routes) {
    this.system = system;
    this.gate = gate;
    this.monitoring = monitoring;
    this.routes = routes;
  }

  CompletionStage<HttpResponse> handle(HttpRequest request) {
    CompletionStage<HttpResponse> answer;
    try {
      answer = answer(request);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedStage(e);
    }
    return answer.exceptionally(failure -> explain(request, failure));
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request) {
    List<String> path = new ArrayList<>();
    request.getUri().pathSegments().forEach(path::add);
    Optional<HttpResponse> refusal = gate.refuseSender(request);
    if (refusal.isPresent()) {
      return without(request, refusal.get());
    }
    if (Monitoring.isAbout(path)) {
      return isRead(request)
          ? monitoring.answer(request, path, gate).thenCompose(answer -> without(request, answer))
          : without(request, notAllowed("GET"));
    }
    Optional<HttpResponse> stranger = gate.refuseStranger(request);
    if (stranger.isPresent()) {
      return without(request, stranger.get());
    }
    return routes.isEmpty() || path.size() < 2 || !path.get(0).equals("api")
        ? without(request, Routes.unknown())
        : route(routes.get(), request, path.subList(1, path.size())).thenApply(this::warned);
  }

  /** Whoever asks for anything is told what is not well. */
  private HttpResponse warned(HttpResponse answer) {
    return monitoring
        .trouble()
        .map(text -> answer.addHeader(RawHeader.create(WARNING, printable(text))))
        .orElse(answer);
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private CompletionStage<HttpResponse> route(
      Routes routes, HttpRequest request, List<String> path) {
    if (request.method().equals(HttpMethods.GET)) {
      return routes.get(request, path).thenCompose(answer -> without(request, answer));
    }
    if (request.method().equals(HttpMethods.POST)) {
      return body(request).thenCompose(body -> routes.post(path, body));
    }
    return without(request, notAllowed("GET, POST"));
  }

  private static boolean isRead(HttpRequest request) {
    return request.method().equals(HttpMethods.GET) || request.method().equals(HttpMethods.HEAD);
  }

  /**
   * @param methods that are known, as the header has them
   */
  private static HttpResponse notAllowed(String methods) {
    return Answer.error(
            StatusCodes.METHOD_NOT_ALLOWED, "method", "only " + methods + " is known here")
        .addHeader(RawHeader.create("Allow", methods));
  }

  private CompletionStage<String> body(HttpRequest request) {
    return request
        .entity()
        .withSizeLimit(MAX_BODY_BYTES)
        .toStrict(BODY_LIMIT.toMillis(), system)
        .thenApply(entity -> entity.getData().utf8String());
  }

  /** An answer that does not need the body: it has to be read away all the same. */
  private CompletionStage<HttpResponse> without(HttpRequest request, HttpResponse answer) {
    request.entity().withSizeLimit(MAX_BODY_BYTES).discardBytes(system);
    return CompletableFuture.completedFuture(answer);
  }

  private static HttpResponse explain(HttpRequest request, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EntityStreamSizeException) {
        return Answer.error(
            StatusCodes.CONTENT_TOO_LARGE,
            "too-large",
            "a body may have at most " + MAX_BODY_BYTES + " bytes");
      }
      if (cause instanceof IllegalArgumentException) {
        return Answer.badRequest(String.valueOf(cause.getMessage()));
      }
    }
    LOG.warn("{} {} failed", request.method().value(), request.getUri(), failure);
    return Answer.error(
        StatusCodes.INTERNAL_SERVER_ERROR, "internal", String.valueOf(failure.getMessage()));
  }
}
