package io.banyan.supervision.config;

import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Collects what is wrong while a configuration is read. Used by one thread. */
public final class Mistakes {

  private static final Pattern LINE_SUFFIX = Pattern.compile(": \\d+(-\\d+)?$");

  private static final int MAX_FOUND = 1000;

  private final Path file;
  private final Path absolute;
  private final TreeSet<Mistake> found = new TreeSet<>();
  private int told;

  /**
   * @param file the file that is read, as the user named it
   */
  public Mistakes(Path file) {
    this.file = file;
    this.absolute = file.toAbsolutePath().normalize();
  }

  /** Everything found so far, in the order of the file; the same mistake once. */
  public List<Mistake> found() {
    return List.copyOf(found);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** How often something was told, repetitions counted. */
  int told() {
    return told;
  }

  /** Counts a mistake that is the consequence of one already told. */
  void toldBefore() {
    told++;
  }

  void add(Location at, String path, String message) {
    told++;
    // Substitutions can make a small file say the same wrong thing a million times.
    if (found.size() >= MAX_FOUND) {
      return;
    }
    found.add(
        new Mistake(
            Shown.printable(at.file()),
            at.line(),
            Shown.printable(path),
            Shown.printable(message)));
  }

  /** The file as a whole. */
  Location wholeFile() {
    return new Location(file.toString(), 0);
  }

  /** Where this came from, with the file named relative to what the user typed. */
  Location locate(ConfigOrigin origin) {
    int line = Math.max(0, origin.lineNumber());
    String name = origin.filename();
    return name == null
        ? new Location(LINE_SUFFIX.matcher(origin.description()).replaceFirst(""), line)
        : new Location(display(Path.of(name)), line);
  }

  /** A file beside ours is named the way ours was, any other by its full path. */
  String display(Path other) {
    Path full = other.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    if (full.equals(absolute)) {
      return file.toString();
    }
    return folder != null && full.startsWith(folder)
        ? file.resolveSibling(folder.relativize(full)).toString()
        : full.toString();
  }
}
