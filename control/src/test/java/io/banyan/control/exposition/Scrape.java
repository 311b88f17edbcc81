package io.banyan.control.exposition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text format of Prometheus strictly, and complains as {@code promtool} would. */
public final class Scrape {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(.*)})? (NaN|[+-]Inf|-?[0-9.]+(?:E-?\\d+)?)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(,|$)");
  private static final Pattern NO_BASE_UNIT =
      Pattern.compile(
          ".*_(milliseconds|microseconds|nanoseconds|minutes|hours|days|percent|kilobytes|kibibytes"
              + "|megabytes|mebibytes|bits)(_.*)?");

  /** What is told of one name. */
  public record Family(String type, String help, Map<Map<String, String>, Double> samples) {

    /** The names of the labels, without those that every such type has. */
    public Set<String> labels() {
      Set<String> names = new TreeSet<>();
      samples.keySet().forEach(labels -> names.addAll(labels.keySet()));
      names.removeAll(Set.of("le", "#"));
      return names;
    }
  }

  private final Map<String, Family> families = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<String> complaints = new ArrayList<>();

  private Scrape() {}

  /** Reads a page. */
  public static Scrape of(String text) {
    Scrape scrape = new Scrape();
    Map<String, String> help = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      scrape.line(line, help);
    }
    if (!text.endsWith("\n")) {
      scrape.complaints.add("the last line does not end");
    }
    scrape.families.forEach(scrape::lint);
    return scrape;
  }

  /** By name as it is in {@code TYPE} lines. */
  public Map<String, Family> families() {
    return families;
  }

  /** Every name that a query can use. */
  public Set<String> names() {
    return names;
  }

  /** What is against the rules. */
  public List<String> complaints() {
    return complaints;
  }

  /** The value of one series. */
  public Optional<Double> value(String name, String... labels) {
    Map<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    wanted.put("#", name);
    return families.values().stream()
        .filter(family -> family.samples().containsKey(wanted))
        .map(family -> family.samples().get(wanted))
        .findFirst();
  }

  private void line(String line, Map<String, String> help) {
    String[] words = line.split(" ", 4);
    if (line.isEmpty()) {
      return;
    }
    if (line.startsWith("# HELP ")) {
      if (help.put(words[2], words.length > 3 ? words[3] : "") != null) {
        complaints.add(words[2] + ": HELP twice");
      }
    } else if (line.startsWith("# TYPE ")) {
      Family family = new Family(words[3], help.getOrDefault(words[2], ""), new LinkedHashMap<>());
      if (families.put(words[2], family) != null) {
        complaints.add(words[2] + ": TYPE twice");
      }
    } else {
      sample(line);
    }
  }

  private void sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      complaints.add("no sample: " + line);
      return;
    }
    String name = sample.group(1);
    Family family = families.get(name);
    if (family == null) {
      family = families.get(name.replaceAll("_(bucket|count|sum)$", ""));
    }
    if (family == null) {
      complaints.add(name + ": no TYPE before it");
      return;
    }
    names.add(name);
    Map<String, String> labels = labels(Optional.ofNullable(sample.group(3)).orElse(""));
    labels.put("#", name);
    String value = sample.group(4).replace("Inf", "Infinity");
    if (family.samples().put(labels, Double.valueOf(value)) != null) {
      complaints.add(line + ": twice");
    }
  }

  private Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (label.find() && label.start() == end) {
      if (labels.put(label.group(1), label.group(2)) != null) {
        complaints.add(text + ": a label twice");
      }
      end = label.end();
    }
    if (end != text.length()) {
      complaints.add("no labels: " + text);
    }
    return labels;
  }

  private void lint(String name, Family family) {
    if (family.help().isBlank()) {
      complaints.add(name + ": no HELP");
    }
    if (family.samples().isEmpty()) {
      complaints.add(name + ": no samples");
    }
    if (name.endsWith("_total") != family.type().equals("counter")) {
      complaints.add(name + ": counters end in _total, and only they");
    }
    if (!name.matches("[a-z][a-z0-9_]*") || name.contains("__")) {
      complaints.add(name + ": not in snake_case");
    }
    if (name.matches(".*_(gauge|counter|histogram|summary|bucket|count|sum)$")) {
      complaints.add(name + ": ends like a type");
    }
    if (NO_BASE_UNIT.matcher(name).matches()) {
      complaints.add(name + ": not in base units");
    }
    if (family.type().equals("counter")
        && family.samples().values().stream().anyMatch(v -> v < 0)) {
      complaints.add(name + ": below 0");
    }
    if (family.type().equals("histogram")) {
      histogram(name, family);
    }
  }

  /** Buckets only grow, and the last one holds all. */
  private void histogram(String name, Family family) {
    Map<Map<String, String>, Double> last = new LinkedHashMap<>();
    family
        .samples()
        .forEach(
            (labels, value) -> {
              Map<String, String> series = new TreeMap<>(labels);
              String le = series.remove("le");
              series.remove("#");
              if (labels.get("#").equals(name + "_bucket")) {
                Double before = last.put(series, value);
                if (le == null || (before != null && before > value)) {
                  complaints.add(name + ": buckets shrink at " + labels);
                }
              } else if (labels.get("#").equals(name + "_count")
                  && !value.equals(last.get(series))) {
                complaints.add(name + ": the last bucket does not hold all of " + labels);
              }
            });
  }
}
