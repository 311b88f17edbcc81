import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The shop's web server: answers on a free port and writes down which one. */
public class Web {

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(System.getenv("SHOP_DIR")));
    Path portFile = folder.resolve("port");
    // Deleted in the reverse order: the file, then the folder.
    folder.toFile().deleteOnExit();
    portFile.toFile().deleteOnExit();
    AtomicInteger orders = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext(
        "/",
        exchange -> {
          String text = "order " + orders.incrementAndGet() + "\n";
          byte[] answer = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.start();
    int port = server.getAddress().getPort();
    Files.writeString(portFile, Integer.toString(port));
    System.out.println("listening on http://127.0.0.1:" + port + "/");
  }
}
