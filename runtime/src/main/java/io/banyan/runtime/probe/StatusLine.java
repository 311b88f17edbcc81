package io.banyan.runtime.probe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the first line of what a web server answers. Used by one thread. */
final class StatusLine {

  private static final int MAX_LENGTH = 1024;
  private static final Pattern FORM = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})(?: .*)?");

  private final StringBuilder line = new StringBuilder();
  private final Probe.Http probe;

  StatusLine(Probe.Http probe) {
    this.probe = probe;
  }

  /** What is asked of the server. */
  static ByteBuffer request(Probe.Http probe) {
    // A server may wait for a body that it is not told the length of, except that of a GET.
    String body = probe.method().equals("GET") ? "" : "Content-Length: 0\r\n";
    String text =
        ("%s %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: banyan\r\nAccept: */*\r\n"
                + body
                + "Connection: close\r\n\r\n")
            .formatted(probe.method(), probe.path(), probe.endpoint());
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The judgement, as soon as the line is complete; the rest of the bytes is left. */
  Optional<ProbeResult> read(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      char next = (char) (bytes.get() & 0xff);
      if (next == '\n') {
        return Optional.of(judge(line.toString().stripTrailing()));
      }
      if (line.length() == MAX_LENGTH) {
        return Optional.of(noHttp());
      }
      line.append(next);
    }
    return Optional.empty();
  }

  /** The judgement when the connection ends before the line does. */
  ProbeResult end() {
    return line.isEmpty() ? failed("closed the connection without an answer") : noHttp();
  }

  private ProbeResult judge(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return noHttp();
    }
    int status = Integer.parseInt(matcher.group(1));
    return probe.accepts(status) ? new ProbeResult.Passed() : failed("answered " + status);
  }

  private ProbeResult noHttp() {
    return failed("does not speak HTTP");
  }

  private ProbeResult failed(String what) {
    return new ProbeResult.Failed(probe.endpoint() + probe.path() + " " + what);
  }
}
