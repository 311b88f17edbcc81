package io.banyan.supervision.config;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads everything below the key {@code banyan}. */
final class BanyanReader {

  private final Path folder;
  private final Map<String, String> variables;
  private final List<Section> sections;
  private final Mistakes mistakes;

  /**
   * @param folder of the file
   */
  BanyanReader(
      Path folder, Map<String, String> variables, List<Section> sections, Mistakes mistakes) {
    this.folder = folder;
    this.variables = variables;
    this.sections = sections;
    this.mistakes = mistakes;
  }

  /** What is read here, the settings of other modules excepted. */
  record Read(String name, Directories directories, SupervisorSpec tree) {}

  Read read(ObjectReader banyan) {
    banyan.notYet(NotSupportedYet.SECTIONS);
    String name = name(banyan);
    Directories directories =
        new DirectoriesReader(variables, mistakes).read(banyan.object("directories"), name, folder);
    ProcessReader processes = new ProcessReader(folder, directories.log());
    Defaults defaults = Defaults.read(banyan.object("defaults"), variables, mistakes);
    defaults.check(processes);
    for (Section section : sections) {
      if (banyan.has(section.name())) {
        section.read(banyan.object(section.name()));
      }
    }
    if (!banyan.has("tree")) {
      banyan.mistake("tree", "is missing: the root supervisor, with its children");
    }
    ObjectReader tree = banyan.object("tree");
    SupervisorSpec root = new TreeReader(defaults, processes, mistakes).root(tree);
    banyan.passThrough();
    banyan.finish();
    return new Read(name, directories, root);
  }

  private String name(ObjectReader banyan) {
    if (!banyan.has("name")) {
      return derivedName();
    }
    String name = banyan.string("name");
    if (!ChildPath.ID.matcher(name).matches()) {
      banyan.mistake("name", "must be " + ChildIds.ALLOWED + ", not " + Shown.text(name));
      return derivedName();
    }
    return name;
  }

  private String derivedName() {
    Path last = folder.getFileName();
    return ChildIds.derive(last == null ? "" : last.toString());
  }
}
