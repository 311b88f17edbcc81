package io.banyan.supervision.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import io.banyan.runtime.monitor.MonitorSettings;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /**
   * What is read here, the settings of other modules excepted.
   *
   * @param above what the environment says and the file cannot change
   */
  record Read(
      String name,
      Directories directories,
      SupervisorSpec tree,
      MonitorSettings monitor,
      Config above) {}

  /** Empty when there is no tree. */
  Optional<Read> read(ObjectReader banyan) {
    banyan.notYet(NotSupportedYet.SECTIONS);
    String name = name(banyan);
    Directories directories =
        new DirectoriesReader(variables, mistakes).read(banyan.object("directories"), name, folder);
    ProcessReader processes = new ProcessReader(folder, directories);
    Defaults inFile = Defaults.read(banyan.object("defaults"));
    inFile.check(processes);
    EnvironmentDefaults environment = EnvironmentDefaults.read(variables, mistakes);
    Defaults defaults = inFile.under(environment, mistakes);
    AlertReader alerts = new AlertReader(inFile);
    // Also without the environment, because a mistake must be told even where that stands above it.
    MonitorReader.read(banyan.object("monitor"));
    MonitorSettings monitor =
        MonitorReader.read(over(environment.monitor(), banyan.object("monitor")));
    TreeReader reader = new TreeReader(defaults, processes, alerts, mistakes);
    Optional<SupervisorSpec> declared = tree(banyan, name, reader);
    AddedChildren added =
        new AddedChildren(
            reader,
            banyan.object("defaults"),
            new AddedChildren.Place(name, folder, directories, variables));
    declared.filter(SupervisorSpec::isDynamic).ifPresent(root -> added.close());
    sections(banyan, added);
    Optional<SupervisorSpec> root = withAdded(banyan, declared, reader, added);
    LikeReference.read(banyan);
    banyan.finish();
    return root.map(tree -> new Read(name, directories, tree, monitor, environment.above()));
  }

  private void sections(ObjectReader banyan, AddedChildren added) {
    for (Section section : sections) {
      if (banyan.has(section.name())) {
        section.read(banyan.object(section.name()), added);
      }
    }
  }

  /** The root with what sections have added; they can do without a tree that is declared. */
  private static Optional<SupervisorSpec> withAdded(
      ObjectReader banyan,
      Optional<SupervisorSpec> declared,
      TreeReader reader,
      AddedChildren added) {
    if (banyan.has("tree")) {
      return declared.map(added::under);
    }
    if (added.isEmpty()) {
      banyan.mistake("tree", "is missing: the root supervisor, with its children");
      return Optional.empty();
    }
    return Optional.of(added.under(reader.bareRoot()));
  }

  private ObjectReader over(ConfigObject environment, ObjectReader file) {
    return ObjectReader.of(environment, "", mistakes).withDefaults(file);
  }

  private Optional<SupervisorSpec> tree(ObjectReader banyan, String name, TreeReader reader) {
    if (!banyan.has("tree")) {
      return Optional.empty();
    }
    int before = mistakes.told();
    ObjectReader tree = banyan.object("tree");
    return mistakes.told() == before ? Optional.of(reader.root(tree, name)) : Optional.empty();
  }

  private String name(ObjectReader banyan) {
    return banyan.has("name")
        ? banyan.read("name", ChildIds::convert, derivedName())
        : derivedName();
  }

  private String derivedName() {
    Path last = folder.getFileName();
    return ChildIds.derive(last == null ? "" : last.toString());
  }
}
