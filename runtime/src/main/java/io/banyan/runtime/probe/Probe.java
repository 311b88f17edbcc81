package io.banyan.runtime.probe;

import java.util.List;
import java.util.Set;

/** A question to a process that can be asked again and again. */
public sealed interface Probe {

  /** A program that ends with exit code 0; it runs where, as and with what the process does. */
  record Exec(List<String> argv) implements Probe {
    public Exec {
      argv = List.copyOf(argv);
      if (argv.isEmpty()) {
        throw new IllegalArgumentException("a probe needs a program");
      }
    }
  }

  /** A question over the network. */
  sealed interface Remote extends Probe {
    Endpoint endpoint();
  }

  /** A port that accepts a connection. */
  record Tcp(Endpoint endpoint) implements Remote {}

  /**
   * A web server that answers. Redirections are not followed, the body is not looked at.
   *
   * @param path with its query, beginning with a slash
   * @param status what it may answer; empty for anything from 200 to 399
   * @param method such as {@code GET}; the request has no body
   */
  record Http(Endpoint endpoint, String path, Set<Integer> status, String method)
      implements Remote {
    public Http {
      status = Set.copyOf(status);
      if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
        throw new IllegalArgumentException("not a path: " + path);
      }
      if (!method.matches("[A-Z]+")) {
        throw new IllegalArgumentException("not a method: " + method);
      }
    }

    /** With a GET. */
    public Http(Endpoint endpoint, String path, Set<Integer> status) {
      this(endpoint, path, status, "GET");
    }

    /** Whether a server that answers with this status is as it should be. */
    public boolean accepts(int code) {
      return status.isEmpty() ? code >= 200 && code < 400 : status.contains(code);
    }
  }
}
