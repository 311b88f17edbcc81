package io.banyan.cli.text;

import io.banyan.control.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws one child of {@code GET /api/processes/ID} for {@code info}: a line for each known fact.
 */
public final class ProcessSheet {

  private final List<String> lines = new ArrayList<>();

  private ProcessSheet() {}

  public static List<String> of(JsonObject child, Style style) {
    ProcessSheet sheet = new ProcessSheet();
    String state = child.string("state").orElse("");
    sheet.line("id", child.string("id"));
    sheet.line("path", child.string("path"));
    sheet.line("kind", child.string("kind"));
    sheet.line("status", child.string("status").map(status -> style.state(status, state)));
    sheet.line("health", child.string("health"));
    sheet.line("pid", child.number("pid").map(String::valueOf));
    sheet.line("adopted", child.bool("adopted").filter(yes -> yes).map(yes -> "yes"));
    sheet.line("uptime", child.number("uptimeSeconds").map(Amounts::duration));
    sheet.load(child, child.number("processes").orElse(1L));
    sheet.line("strategy", child.string("strategy"));
    sheet.line("restart", child.string("restart"));
    sheet.line("restarts", child.number("restarts").map(String::valueOf));
    sheet.line("incarnation", child.number("incarnation").map(String::valueOf));
    sheet.line("supervisor", child.string("supervisor"));
    child.object("counts").ifPresent(sheet::counts);
    child.object("template").ifPresent(sheet::template);
    sheet.line("max children", child.number("maxChildren").map(String::valueOf));
    List<String> links = child.strings("links");
    sheet.line("linked with", Optional.of(String.join(", ", links)).filter(l -> !l.isEmpty()));
    List<String> groups = child.strings("groups");
    sheet.line("groups", Optional.of(String.join(", ", groups)).filter(text -> !text.isEmpty()));
    List<String> command = child.strings("command");
    sheet.line("command", Optional.of(words(command)).filter(words -> !command.isEmpty()));
    sheet.line("started", child.string("startedAt"));
    sheet.line("exited", child.string("exitedAt"));
    sheet.line("exit code", child.number("exitCode").map(String::valueOf));
    sheet.line("signal", child.string("signal"));
    sheet.line("reason", child.string("reason"));
    sheet.line("waits for", child.string("waitsFor"));
    child.object("periodic").ifPresent(sheet::periodic);
    child.objects("limits").forEach(sheet::limit);
    child.objects("alertRules").forEach(sheet::alert);
    sheet.line("output lost", child.number("droppedBytes").filter(n -> n > 0).map(Amounts::size));
    sheet.line("log trouble", child.string("logTrouble"));
    child.object("usage").ifPresent(sheet::usage);
    child.object("process").ifPresent(sheet::process);
    return sheet.lines;
  }

  /** Also what is long: environment, descriptors, limits of the system. */
  public static List<String> thorough(JsonObject child, Style style) {
    ProcessSheet sheet = new ProcessSheet();
    sheet.lines.addAll(of(child, style));
    child.object("process").ifPresent(sheet::lists);
    return sheet.lines;
  }

  /** When it is done again and again. */
  private void periodic(JsonObject runs) {
    line("schedule", runs.string("schedule"));
    line("next run", runs.string("nextRunAt"));
    line("last run", runs.string("lastRunAt"));
    line("outcome", runs.string("lastOutcome"));
    line("because of", runs.string("lastReason"));
    line(
        "runs",
        Optional.of(
            "%d succeeded, %d failed, %d skipped, %d missed"
                .formatted(
                    runs.number("succeeded").orElse(0L),
                    runs.number("failed").orElse(0L),
                    runs.number("skipped").orElse(0L),
                    runs.number("missed").orElse(0L))));
  }

  /** What the system tells of the process that runs now. */
  private void process(JsonObject process) {
    line("parent", process.number("ppid").map(String::valueOf));
    line("group", process.number("pgid").map(String::valueOf));
    line(
        "user",
        process
            .number("uid")
            .map(uid -> uid + process.number("gid").map(gid -> ", group " + gid).orElse("")));
    line("directory", process.string("cwd").map(Printable::of));
    line("program", process.string("exe").map(Printable::of));
    line("threads", process.number("threads").map(String::valueOf));
    line("cpu time", Optional.of(times(process, "userSeconds", "systemSeconds")));
    line(
        "of children",
        process
            .decimal("childrenUserSeconds")
            .map(time -> times(process, "childrenUserSeconds", "childrenSystemSeconds")));
    line("virtual", process.number("vsizeBytes").map(Amounts::size));
    List<JsonObject> descriptors = process.objects("descriptors");
    line(
        "descriptors",
        Optional.of(Integer.toString(descriptors.size())).filter(n -> !descriptors.isEmpty()));
  }

  private void lists(JsonObject process) {
    process
        .objects("limits")
        .forEach(
            limit ->
                line(
                    "may take",
                    Optional.of(
                        "%s %s (%s %s)"
                            .formatted(
                                limit.string("name").orElse(""),
                                amount(limit, "soft"),
                                amount(limit, "hard"),
                                limit.string("unit").orElse("")))));
    process
        .objects("descriptors")
        .forEach(
            one ->
                line(
                    "descriptor",
                    Optional.of(
                        one.number("fd").orElse(-1L)
                            + " "
                            + Printable.of(one.string("path").orElse("")))));
    process
        .object("environment")
        .ifPresent(
            variables ->
                variables
                    .fields()
                    .forEach(
                        (name, value) ->
                            line("variable", Optional.of(Printable.of(name + "=" + value)))));
  }

  private static String amount(JsonObject limit, String field) {
    return limit.number(field).map(String::valueOf).orElse("unlimited");
  }

  private static String times(JsonObject process, String user, String system) {
    return String.format(
        Locale.ROOT,
        "%.2fs user, %.2fs system",
        process.decimal(user).orElse(0.0),
        process.decimal(system).orElse(0.0));
  }

  /** What it uses with its descendants, and, where it has any, by itself. */
  private void load(JsonObject child, long processes) {
    String cpu = itself(child.decimal("ownCpuPercent").map(ProcessSheet::percent), processes);
    String memory = itself(child.number("ownRssBytes").map(Amounts::size), processes);
    line("cpu", child.decimal("cpuPercent").map(all -> percent(all) + cpu));
    line("memory", child.number("rssBytes").map(all -> Amounts.size(all) + memory));
    line("processes", Optional.of(Long.toString(processes)).filter(many -> processes > 1));
  }

  private static String itself(Optional<String> own, long processes) {
    return processes > 1 ? own.map(amount -> " (itself " + amount + ")").orElse("") : "";
  }

  /** An alert that is declared, and whether it is raised. */
  private void alert(JsonObject alert) {
    String name = alert.string("name").orElse("");
    String of = alert.string("of").filter("tree"::equals).map(tree -> " of the tree").orElse("");
    String what =
        "%s%s above %s for %s"
            .formatted(
                alert.string("metric").orElse(""),
                of,
                alert.string("above").orElse(""),
                alert.string("for").orElse(""));
    String actions = String.join(", ", alert.strings("actions"));
    String raised = alert.bool("raised").orElse(false) ? "RAISED: " : "";
    String shown = what.startsWith(name) ? what : name + ": " + what;
    line("alert", Optional.of(raised + shown + (actions.isEmpty() ? "" : " (" + actions + ")")));
  }

  /** How many children a supervisor has. */
  private void counts(JsonObject counts) {
    line(
        "children",
        Optional.of(
            "%d specs, %d active, %d supervisors, %d workers"
                .formatted(
                    counts.number("specs").orElse(0L),
                    counts.number("active").orElse(0L),
                    counts.number("supervisors").orElse(0L),
                    counts.number("workers").orElse(0L))));
  }

  private void template(JsonObject template) {
    line(
        "template",
        template.string("id").map(id -> id + ": " + words(template.strings("command"))));
  }

  /** What it may take, and what keeps it to that. */
  private void limit(JsonObject limit) {
    line(
        "limit",
        Optional.of(
            "%s %s (%s)"
                .formatted(
                    limit.string("name").orElse(""),
                    limit.string("value").orElse(""),
                    limit.string("keptBy").orElse(""))));
  }

  /** What the last incarnation had used when it ended. */
  private void usage(JsonObject usage) {
    double user = usage.decimal("userSeconds").orElse(0.0);
    double system = usage.decimal("systemSeconds").orElse(0.0);
    line(
        "cpu time",
        Optional.of(String.format(Locale.ROOT, "%.2fs user, %.2fs system", user, system)));
    line("peak memory", usage.number("peakRssBytes").map(Amounts::size));
  }

  private void line(String name, Optional<String> value) {
    value.ifPresent(text -> lines.add(String.format(Locale.ROOT, "%-12s %s", name, text)));
  }

  private static String percent(double cpu) {
    return String.format(Locale.ROOT, "%.1f%%", cpu);
  }

  /** The words so that a shell would read them as they are. */
  static String words(List<String> command) {
    return String.join(" ", command.stream().map(ProcessSheet::quoted).toList());
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
