package io.banyan.cli.rehearsal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers every request with one canned row: enough for a command to do all that it does. */
final class CannedServer implements AutoCloseable {

  private static final String ROW =
      "{\"id\":\"child\",\"path\":\"child\",\"pid\":1,\"state\":\"running\",\"status\":\"Running\","
          + "\"restarts\":0,\"restart\":\"permanent\",\"uptimeSeconds\":1,\"cpuPercent\":0.5,"
          + "\"rssBytes\":1000000,\"result\":\"sent\",\"signal\":\"TERM\",\"text\":\"line\","
          + "\"command\":[\"sleep\",\"60\"],\"children\":[]}";

  private final ServerSocket socket;

  private CannedServer(ServerSocket socket) {
    this.socket = socket;
  }

  static CannedServer start() throws IOException {
    CannedServer server =
        new CannedServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
    Thread thread = new Thread(server::serve, "canned-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        answer(connection);
      } catch (IOException e) {
        // The client has gone, or we have been closed.
        continue;
      }
    }
  }

  private static void answer(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    String request = String.valueOf(in.readLine());
    int body = 0;
    String header = in.readLine();
    while (header != null && !header.isEmpty()) {
      if (header.startsWith("Content-Length: ")) {
        body = Integer.parseInt(header.substring("Content-Length: ".length()));
      }
      header = in.readLine();
    }
    in.skip(body);
    String json = request.startsWith("GET /api/processes ") ? "[" + ROW + "]" : ROW;
    String answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + "Content-Length: "
            + json.length()
            + "\r\n\r\n"
            + json;
    connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
