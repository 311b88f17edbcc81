package io.banyan.control.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Who may come in. The server is for programs of this machine that have the token: a web page that
 * a browser here has open is kept out by its {@code Origin}, and one that made its own name resolve
 * to this address (DNS rebinding) by its {@code Host}.
 */
final class Gate {

  private static final String BEARER = "Bearer ";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final byte[] token;
  private final Optional<Set<String>> hosts;
  private final Scrapers scrapers;

  /**
   * Who gets metrics, beside those who have the token.
   *
   * @param all whether everybody does
   * @param token opens them and nothing else
   */
  record Scrapers(boolean all, Optional<byte[]> token) {

    static final Scrapers NONE = new Scrapers(false, Optional.empty());

    static Scrapers of(Scraping scraping) {
      return new Scrapers(
          scraping.open(), scraping.token().map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private Gate(String token, Optional<Set<String>> hosts, Scrapers scrapers) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.hosts = hosts;
    this.scrapers = scrapers;
  }

  /**
   * A gate that knows the names under which a server is called from here.
   *
   * @param host that was bound
   * @param port that was bound
   */
  static Gate of(String token, String host, int port, Scrapers scrapers) {
    String bound = bound(host);
    Set<String> names = new HashSet<>(LOOPBACK);
    names.add(bound);
    return new Gate(
        token,
        Optional.of(names.stream().map(name -> name + ":" + port).collect(Collectors.toSet())),
        scrapers);
  }

  /**
   * A gate of a server that only shows figures: on loopback like the other; elsewhere it cannot
   * know by which names a network calls it, and whoever can send a browser here can come himself.
   */
  static Gate ofMetrics(String token, String host, int port, Scrapers scrapers) {
    return LOOPBACK.contains(bound(host))
        ? of(token, host, port, scrapers)
        : new Gate(token, Optional.empty(), scrapers);
  }

  private static String bound(String host) {
    return (host.contains(":") ? "[" + host + "]" : host).toLowerCase(Locale.ROOT);
  }

  /** The refusal of a request that comes from where nobody should; empty when it may go on. */
  Optional<HttpResponse> refuseSender(HttpRequest request) {
    if (request.getHeader("Origin").isPresent()) {
      return Optional.of(
          Answer.error(StatusCodes.FORBIDDEN, "origin", "requests of web pages are refused"));
    }
    String host = header(request, "Host");
    return hosts.isEmpty() || hosts.get().contains(host.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of(
            Answer.error(StatusCodes.FORBIDDEN, "host", "not a name of this server: " + host));
  }

  /** The refusal of a request without the token; empty when it may go on. */
  Optional<HttpResponse> refuseStranger(HttpRequest request) {
    return opens(request, token) ? Optional.empty() : Optional.of(unknownToken());
  }

  /** The refusal of a request for metrics that may not have them; empty when it may go on. */
  Optional<HttpResponse> refuseScraper(HttpRequest request) {
    boolean welcome =
        scrapers.all()
            || opens(request, token)
            || scrapers.token().filter(known -> opens(request, known)).isPresent();
    return welcome ? Optional.empty() : Optional.of(unknownToken());
  }

  /** Takes as long for a wrong token as for the right one, however much of it is right. */
  private static boolean opens(HttpRequest request, byte[] token) {
    String given = header(request, "Authorization");
    return given.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(
            token, given.substring(BEARER.length()).trim().getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse unknownToken() {
    return Answer.error(StatusCodes.UNAUTHORIZED, "token", "the token is missing or wrong")
        .addHeader(RawHeader.create("WWW-Authenticate", "Bearer"));
  }

  private static String header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value).orElse("");
  }
}
