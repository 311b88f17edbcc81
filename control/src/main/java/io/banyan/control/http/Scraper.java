package io.banyan.control.http;

import io.banyan.control.exposition.Exposition;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects metrics when asked to, one collection of a format at a time: whoever asks while one is
 * under way gets its result, so that no number of requests makes more work than one after the
 * other. Safe from any thread.
 */
final class Scraper {

  /** The formats there are. */
  enum Format {
    TEXT("text/plain"),
    OPENMETRICS("application/openmetrics-text");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    /**
     * The format for somebody who accepts this; text for who has not heard of OpenMetrics.
     *
     * @param accept the header of that name
     */
    static Format of(String accept) {
      return accept.contains(OPENMETRICS.mediaType) ? OPENMETRICS : TEXT;
    }
  }

  private final Supplier<Exposition> making;
  private final Executor blocking;
  private final Map<Format, CompletableFuture<Exposition.Page>> underWay =
      new EnumMap<>(Format.class);
  private final Object loading = new Object();
  private @Nullable Exposition exposition;

  /**
   * @param making called at the first scrape: the library behind it takes a moment to load
   * @param blocking where files may be read
   */
  Scraper(Supplier<Exposition> making, Executor blocking) {
    this.making = making;
    this.blocking = blocking;
  }

  synchronized CompletionStage<Exposition.Page> scrape(Format format) {
    CompletableFuture<Exposition.Page> known = underWay.get(format);
    if (known != null) {
      return known;
    }
    CompletableFuture<Exposition.Page> page =
        CompletableFuture.supplyAsync(() -> exposition().scrape(format.mediaType), blocking);
    underWay.put(format, page);
    page.whenComplete((done, failure) -> over(format, page));
    return page;
  }

  private synchronized void over(Format format, CompletableFuture<Exposition.Page> page) {
    underWay.remove(format, page);
  }

  /** Has a lock of its own: nobody who only asks waits for the library to be loaded. */
  private Exposition exposition() {
    synchronized (loading) {
      if (exposition == null) {
        exposition = making.get();
      }
      return exposition;
    }
  }
}
