package io.banyan.cli.command;

import io.banyan.cli.text.Style;
import io.banyan.control.document.GraphDocument;
import io.banyan.control.json.Json;
import io.banyan.supervision.graph.DotDrawing;
import io.banyan.supervision.graph.MermaidDrawing;
import io.banyan.supervision.graph.TextDrawing;
import java.util.List;

/** What a graph can be drawn as. Spelled as on the command line. */
enum GraphFormat {
  text,
  dot,
  mermaid,
  json;

  List<String> lines(NamedGraph named, Style style) {
    return switch (this) {
      case text -> new TextDrawing(named.graph(), style::state).lines(named.name());
      case dot -> DotDrawing.lines(named.graph(), named.name());
      case mermaid -> MermaidDrawing.lines(named.graph(), named.name());
      case json -> List.of(Json.writeIndented(GraphDocument.of(named.graph())));
    };
  }
}
