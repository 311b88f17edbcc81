package io.banyan.runtime.guardian;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.SystemTools;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guardian process of one runtime, seen from inside. If somebody kills it, it is started again
 * and told everything anew. Safe from any thread.
 */
final class Guardian implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);

  /** A guardian that dies this often is being killed on purpose, or cannot live here. */
  private static final int MAX_RESTARTS = 100;

  private final RuntimeCookie cookie;
  private final Duration grace;
  private final Set<ProcessIdentity> groups = new LinkedHashSet<>();
  private @Nullable GroupRegister register;
  private @Nullable OutputStream pipe;
  private int starts;
  private boolean closed;

  private Guardian(RuntimeCookie cookie, Duration grace) {
    this.cookie = cookie;
    this.grace = grace;
  }

  static Guardian start(RuntimeCookie cookie, Duration grace) {
    Guardian guardian = new Guardian(cookie, grace);
    guardian.launch();
    return guardian;
  }

  /** The process group of this leader lives from now on. */
  synchronized void watch(ProcessIdentity leader) {
    if (groups.add(leader)) {
      tell(told -> told.add(leader));
    }
  }

  /** The process group of this leader is gone: its number may soon be another's. */
  synchronized void release(ProcessIdentity leader) {
    if (groups.remove(leader)) {
      tell(told -> told.remove(leader));
    }
  }

  /** The runtime has ended in order and left nothing: the guardian may go. */
  @Override
  public synchronized void close() {
    closed = true;
    try (GroupRegister told = register;
        OutputStream out = pipe) {
      if (out != null) {
        out.write('q');
        out.write('\n');
      }
    } catch (IOException e) {
      LOG.debug("The guardian was gone already", e);
    }
    register = null;
    pipe = null;
  }

  /** What the death of the runtime looks like to its guardian: the pipe ends without a word. */
  synchronized void desert() throws IOException {
    closed = true;
    if (pipe != null) {
      pipe.close();
      pipe = null;
    }
  }

  private synchronized void launch() {
    if (closed || starts++ > MAX_RESTARTS) {
      return;
    }
    try {
      GroupRegister told = renew();
      ProcessBuilder builder = new ProcessBuilder(command(told.path()));
      // Its own marks, if this runtime is itself a process of another: that one would end it before
      // it has done its work.
      builder
          .environment()
          .keySet()
          .removeAll(
              Set.of(
                  RuntimeCookie.VARIABLE,
                  LaunchSpec.COOKIE,
                  Escaped.VARIABLE,
                  OnRuntimeDeath.VARIABLE));
      builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
      Process process = builder.start();
      pipe = process.getOutputStream();
      process.onExit().thenAccept(gone -> launch());
    } catch (IOException e) {
      LOG.warn("No guardian: processes will outlive this JVM if it is killed", e);
    }
  }

  /** A register for the next guardian: each removes the name of its own. */
  private GroupRegister renew() throws IOException {
    if (register != null) {
      register.close();
    }
    GroupRegister fresh = GroupRegister.create();
    register = fresh;
    for (ProcessIdentity leader : groups) {
      fresh.add(leader);
    }
    return fresh;
  }

  private List<String> command(Path registered) {
    List<String> command = new ArrayList<>();
    // A session of its own: a Ctrl-C in the terminal is not for it.
    SystemTools.find("setsid").map(Path::toString).ifPresent(command::add);
    long seconds = Math.max(0, grace.toSeconds());
    command.addAll(List.of("/bin/sh", "-c", script(), "banyan-guardian", cookie.value()));
    command.addAll(List.of(Long.toString(seconds), registered.toString()));
    return command;
  }

  /** What is to be told. */
  @FunctionalInterface
  private interface News {
    void to(GroupRegister register) throws IOException;
  }

  private void tell(News news) {
    try {
      if (register != null) {
        news.to(register);
      }
    } catch (IOException e) {
      LOG.warn("The guardian cannot be told of a process: only its environment betrays it", e);
    }
  }

  static String script() {
    try (InputStream source = Guardian.class.getResourceAsStream("guardian.sh")) {
      if (source == null) {
        throw new IllegalStateException("guardian.sh is missing");
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
