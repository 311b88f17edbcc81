package io.banyan.control.http;

import io.banyan.control.document.GraphDocument;
import io.banyan.supervision.graph.DotDrawing;
import io.banyan.supervision.graph.MermaidDrawing;
import io.banyan.supervision.graph.SupervisionGraph;
import io.banyan.supervision.graph.TextDrawing;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.Query;

/** The graph in the format that was asked for. */
final class GraphAnswer {

  private GraphAnswer() {}

  /**
   * Draws it.
   *
   * @param name what the root is called
   * @throws IllegalArgumentException when there is no such format
   */
  static HttpResponse of(SupervisionGraph graph, String name, Query query) {
    String format = query.get("format").orElse("json");
    return switch (format) {
      case "json" -> Answer.ok(GraphDocument.of(graph));
      case "text" -> text(new TextDrawing(graph, TextDrawing.Painter.plain()).lines(name));
      case "dot" -> text(DotDrawing.lines(graph, name));
      case "mermaid" -> text(MermaidDrawing.lines(graph, name));
      default ->
          throw new IllegalArgumentException(
              "format must be json, text, dot or mermaid: " + format);
    };
  }

  private static HttpResponse text(List<String> lines) {
    return HttpResponse.create()
        .withEntity(ContentTypes.TEXT_PLAIN_UTF8, String.join("\n", lines) + "\n");
  }
}
