package io.banyan.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.control.document.GraphReader;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.supervision.graph.TextDrawing;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawingTest {

  private static final Style PLAIN = new Style(false);

  private static JsonObject row(String id, String state, Object pid) {
    return new JsonObject()
        .put("id", id)
        .put("pid", pid)
        .put("state", state)
        .put("status", "Running [restarts: 3]")
        .put("restarts", 3)
        .put("uptimeSeconds", 200)
        .put("cpuPercent", 1.25)
        .put("rssBytes", 5_000_000)
        .put("restart", "permanent");
  }

  @Test
  void columnsAreAsWideAsNeededAndAbsentValuesAreDashes() {
    JsonObject stopped = new JsonObject().put("id", "a-long-identifier").put("state", "stopped");

    assertThat(ProcessTable.of(List.of(row("web", "running", 12), stopped), PLAIN))
        .containsExactly(
            "ID                 PID  STATE    STATUS                 RESTARTS  UPTIME  CPU%     MEM"
                + "  RESTART",
            "web                 12  running  Running [restarts: 3]         3  3m 20s   1.3  4.8MiB"
                + "  permanent",
            "a-long-identifier    -  stopped  -                             -       -     -       -"
                + "  -");
  }

  @Test
  void coloursDoNotMoveColumns() {
    List<JsonObject> rows = List.of(row("web", "running", 12));
    List<String> coloured = ProcessTable.of(rows, new Style(true));

    assertThat(coloured.get(1)).contains("\u001b[32mrunning\u001b[0m");
    assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[\\d+m", "")).toList())
        .isEqualTo(ProcessTable.of(rows, PLAIN));
  }

  @Test
  void aTreeIsDrawnWithItsBranches() throws IOException {
    JsonObject root =
        Json.parseObject(
            """
            {"id":"/","path":"/","strategy":"rest-for-one","status":"Running","children":[
              {"id":"workers","path":"workers","strategy":"one-for-one","status":"Running","children":[
                {"id":"mailer","path":"workers/mailer","status":"Failed (Exit code: 1)","children":[]}]},
              {"id":"web","path":"web","status":"Running","pid":7,"children":[]}],
              "edges":[{"type":"links","from":"web","to":"workers/mailer"}]}
            """);

    assertThat(new TextDrawing(GraphReader.read(root), PLAIN::state).lines("shop"))
        .containsExactly(
            "shop (rest-for-one)  Running",
            "├─ workers (one-for-one)  Running",
            "│  └─ mailer  Failed (Exit code: 1)  [linked with web]",
            "└─ web  Running  pid 7  [linked with workers/mailer]");
  }

  @Test
  void limitsAndLostOutputAreShownWithWhatKeepsThem() throws IOException {
    JsonObject child =
        Json.parseObject(
            """
            {"id":"web","state":"running","droppedBytes":1536,"logTrouble":"disk full",
             "limits":[{"name":"memory","value":"64 MiB","keptBy":"cgroup-v2"}]}
            """);

    assertThat(ProcessSheet.of(child, PLAIN))
        .containsExactly(
            "id           web",
            "limit        memory 64 MiB (cgroup-v2)",
            "output lost  1.5KiB",
            "log trouble  disk full");
  }

  @Test
  void aCommandIsShownSoThatAShellWouldReadItTheSame() {
    assertThat(ProcessSheet.words(List.of("sh", "-c", "it's $x"))).isEqualTo("sh -c 'it'\\''s $x'");
  }

  @ParameterizedTest
  @CsvSource({"0, 0s", "59, 59s", "60, 1m 0s", "7265, 2h 1m", "1036800, 12d 0h"})
  void durationsHaveTwoUnits(long seconds, String text) {
    assertThat(Amounts.duration(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0B", "1023, 1023B", "1536, 1.5KiB", "209715200, 200MiB"})
  void sizesHaveThreeDigits(long bytes, String text) {
    assertThat(Amounts.size(bytes)).isEqualTo(text);
  }
}
