package io.banyan.control.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Holds requests back until the server knows the port it was given: the gate checks it, and a
 * request may come in before the binding is known here.
 */
final class Door {

  private final CompletableFuture<Reception> reception = new CompletableFuture<>();

  void open(Reception ready) {
    reception.complete(ready);
  }

  CompletionStage<HttpResponse> handle(HttpRequest request) {
    return reception.thenCompose(ready -> ready.handle(request));
  }
}
