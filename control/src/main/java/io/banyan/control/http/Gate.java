package io.banyan.control.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  private final byte[] token;
  private final Set<String> hosts;

  /**
   * @param host that was bound
   * @param port that was bound
   */
  Gate(String token, String host, int port) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    String bound = host.contains(":") ? "[" + host + "]" : host;
    this.hosts =
        Set.copyOf(
            Set.of("127.0.0.1", "localhost", "[::1]").contains(bound.toLowerCase(Locale.ROOT))
                ? Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port)
                : Set.of(
                    "127.0.0.1:" + port,
                    "localhost:" + port,
                    "[::1]:" + port,
                    bound.toLowerCase(Locale.ROOT) + ":" + port));
  }

  /** The refusal of a request that comes from where nobody should; empty when it may go on. */
  Optional<HttpResponse> refuseSender(HttpRequest request) {
    if (request.getHeader("Origin").isPresent()) {
      return Optional.of(
          Answer.error(StatusCodes.FORBIDDEN, "origin", "requests of web pages are refused"));
    }
    String host = header(request, "Host");
    return hosts.contains(host.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of(
            Answer.error(StatusCodes.FORBIDDEN, "host", "not a name of this server: " + host));
  }

  /** The refusal of a request without the token; empty when it may go on. */
  Optional<HttpResponse> refuseStranger(HttpRequest request) {
    String given = header(request, "Authorization");
    boolean knows =
        given.regionMatches(true, 0, BEARER, 0, BEARER.length())
            && matches(given.substring(BEARER.length()).trim());
    return knows
        ? Optional.empty()
        : Optional.of(
            Answer.error(StatusCodes.UNAUTHORIZED, "token", "the token is missing or wrong")
                .addHeader(RawHeader.create("WWW-Authenticate", "Bearer")));
  }

  /** Takes as long for a wrong token as for the right one, however much of it is right. */
  private boolean matches(String given) {
    return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }

  private static String header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value).orElse("");
  }
}
