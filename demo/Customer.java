import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Orders something every second; loses its temper, and its life, at every thirtieth order. */
public class Customer {

  public static void main(String[] args) throws IOException, InterruptedException {
    Path portFile = Path.of(System.getenv("SHOP_DIR"), "port");
    while (!Files.exists(portFile)) {
      System.out.println("the shop is still closed");
      Thread.sleep(500);
    }
    String port = Files.readString(portFile);
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest order = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build();
    while (true) {
      String answer = client.send(order, BodyHandlers.ofString()).body().strip();
      System.out.println("got " + answer);
      if (Integer.parseInt(answer.split(" ")[1]) % 30 == 0) {
        System.err.println("this took far too long");
        System.exit(3);
      }
      Thread.sleep(1000);
    }
  }
}
