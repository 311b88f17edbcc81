package io.banyan.runtime.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.fixture.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketProbesTest {

  private final SocketProbes probes = new SocketProbes();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    probes.close();
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Test
  void a_port_that_accepts_passes() throws Exception {
    assertThat(ask(new Probe.Tcp(at(listen())))).isInstanceOf(ProbeResult.Passed.class);
  }

  @Test
  void the_first_question_waits_for_nothing() throws Exception {
    try (SocketProbes patient = new SocketProbes(Duration.ofDays(1))) {
      CompletableFuture<ProbeResult> told = new CompletableFuture<>();
      patient.ask(new Probe.Tcp(at(listen())), told::complete);

      assertThat(told.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ProbeResult.Passed.class);
    }
  }

  @Test
  void a_name_is_resolved() throws Exception {
    Endpoint endpoint = new Endpoint("localhost", listen().getLocalPort());

    assertThat(ask(new Probe.Tcp(endpoint))).isInstanceOf(ProbeResult.Passed.class);
  }

  @Test
  void a_port_nobody_listens_on_is_refused() throws Exception {
    ServerSocket server = listen();
    server.close();

    assertThat(reason(new Probe.Tcp(at(server)))).isEqualTo(at(server) + ": connection refused");
  }

  @Test
  void an_unknown_host_is_a_failure() throws Exception {
    assertThat(reason(new Probe.Tcp(new Endpoint("no-such-host.invalid", 80))))
        .isEqualTo("unknown host no-such-host.invalid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK|",
        "HTTP/1.0 204|",
        "HTTP/1.1 302 Found|",
        "HTTP/1.1 404 Not Found|answered 404",
        "HTTP/1.1 503 Service Unavailable|answered 503",
        "SSH-2.0-OpenSSH_9.6|does not speak HTTP",
      })
  void a_web_server_passes_with_a_status_from_200_to_399(String line, String wrong)
      throws Exception {
    Endpoint server = serve(line + "\r\nContent-Length: 5\r\n\r\nhello");
    ProbeResult result = ask(new Probe.Http(server, "/healthz?x", Set.of()));

    assertThat(result)
        .isEqualTo(
            wrong == null
                ? new ProbeResult.Passed()
                : new ProbeResult.Failed(server + "/healthz?x " + wrong));
  }

  @Test
  void the_status_can_be_chosen() throws Exception {
    assertThat(ask(new Probe.Http(serve("HTTP/1.1 418 Teapot\r\n\r\n"), "/", Set.of(418))))
        .isInstanceOf(ProbeResult.Passed.class);
    assertThat(reason(new Probe.Http(serve("HTTP/1.1 200 OK\r\n\r\n"), "/", Set.of(418))))
        .endsWith("answered 200");
  }

  @Test
  void a_server_that_hangs_up_without_a_word_fails() throws Exception {
    assertThat(reason(new Probe.Http(serve(""), "/", Set.of())))
        .endsWith("closed the connection without an answer");
  }

  @Test
  void a_line_without_end_is_bounded() throws Exception {
    assertThat(reason(new Probe.Http(serve("x".repeat(100_000)), "/", Set.of())))
        .endsWith("does not speak HTTP");
  }

  @Test
  void a_server_that_never_answers_is_let_go_when_nobody_waits() throws Exception {
    ServerSocket server = listen();
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    inThread(
        () -> {
          try (Socket socket = server.accept()) {
            assertThat(socket.getInputStream().read()).isEqualTo('G');
            asked.complete(null);
            ended.complete(socket.getInputStream().skip(Long.MAX_VALUE) > 0 ? 0 : 1);
          }
        });
    CompletableFuture<ProbeResult> told = new CompletableFuture<>();
    RemoteProbes.Attempt attempt =
        probes.ask(new Probe.Http(at(server), "/", Set.of()), told::complete);
    asked.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);

    attempt.cancel();

    ended.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(told).isNotDone();
  }

  @Test
  void very_many_questions_take_one_thread() throws Exception {
    ServerSocket server = listen();
    List<CompletableFuture<ProbeResult>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      CompletableFuture<ProbeResult> answer = new CompletableFuture<>();
      answers.add(answer);
      probes.ask(new Probe.Http(at(server), "/", Set.of()), answer::complete);
    }

    assertThat(threads()).isLessThanOrEqualTo(1);
    server.close();
    for (CompletableFuture<ProbeResult> answer : answers) {
      assertThat(answer.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ProbeResult.Failed.class);
    }
  }

  @Test
  void the_thread_ends_when_it_is_closed() throws Exception {
    ask(new Probe.Tcp(at(listen())));

    probes.close();
    probes.close();

    Await.until("no thread", () -> threads() == 0);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("banyan-probe"))
        .count();
  }

  private ProbeResult ask(Probe.Remote probe) throws Exception {
    CompletableFuture<ProbeResult> told = new CompletableFuture<>();
    probes.ask(probe, told::complete);
    return told.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private String reason(Probe.Remote probe) throws Exception {
    return ((ProbeResult.Failed) ask(probe)).reason();
  }

  private ServerSocket listen() throws IOException {
    ServerSocket server = new ServerSocket(0, 300, InetAddress.getByName(Endpoint.LOOPBACK));
    open.add(server);
    return server;
  }

  /** Answers once whatever it is asked, and hangs up. */
  private Endpoint serve(String answer) throws IOException {
    ServerSocket server = listen();
    inThread(
        () -> {
          try (Socket socket = server.accept()) {
            byte[] request = new byte[1024];
            assertThat(socket.getInputStream().read(request)).isPositive();
            socket.getOutputStream().write(answer.getBytes(UTF_8));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
          }
        });
    return at(server);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inThread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The other side has hung up first: the assertions of the test tell.
                return;
              }
            },
            "server-of-a-test");
    thread.setDaemon(true);
    thread.start();
  }

  private static Endpoint at(ServerSocket server) {
    return new Endpoint(Endpoint.LOOPBACK, server.getLocalPort());
  }
}
