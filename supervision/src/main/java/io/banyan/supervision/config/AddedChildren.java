package io.banyan.supervision.config;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Takes the children that sections declare besides those of {@code banyan.tree}. They become the
 * last children of the root, in the order in which they are added: they are started after all
 * others, and stopped before them. To the tree they are children like any other. Used by one
 * thread.
 */
public final class AddedChildren {

  private final TreeReader tree;
  private final ObjectReader defaults;
  private final Place place;
  private final List<ChildSpec> added = new ArrayList<>();
  private boolean open = true;

  /**
   * @param tree knows the ids that are taken
   * @param defaults {@code banyan.defaults}
   */
  AddedChildren(TreeReader tree, ObjectReader defaults, Place place) {
    this.tree = tree;
    this.defaults = defaults;
    this.place = place;
  }

  /**
   * Where all this is declared.
   *
   * @param name of the tree
   * @param folder of the file, absolute; what relative paths are relative to
   * @param directories where state, logs and pid files go
   * @param environment the variables of whoever reads the file
   */
  public record Place(
      String name, Path folder, Directories directories, Map<String, String> environment) {}

  /**
   * What holds for every child of a section that does not say otherwise: {@code banyan.defaults} of
   * this name, as the user sets it over {@code reference.conf}. Read all of it once, also when
   * there is no child to use it.
   */
  public ObjectReader defaults(String name) {
    return defaults.object(name);
  }

  /** The keys of a section that names its children by them; one that cannot be an id is told. */
  public List<String> names(ObjectReader section) {
    List<String> names = new ArrayList<>();
    for (String key : section.keys()) {
      if (ChildPath.ID.matcher(key).matches()) {
        names.add(key);
      } else {
        section.mistake(key, "cannot be an id: that is " + ChildIds.ALLOWED);
      }
    }
    return names;
  }

  /** Whether a section before has added a child of this id. */
  public boolean contains(String id) {
    return added.stream().anyMatch(child -> child.id().equals(id));
  }

  public Place place() {
    return place;
  }

  /**
   * Reads a process the way a child of the tree is read, with the same defaults: all its keys but
   * those that concern its place in the tree and its restarts.
   *
   * @param own the object with {@code command} and the rest
   * @param id its log files are named after it
   */
  public ProcessSpec process(ObjectReader own, String id) {
    return tree.processOf(own, id);
  }

  /**
   * Adds a child. An id that is taken is told as a mistake, with the place where it was first used.
   *
   * @param at where it is declared
   * @param key what names it there
   * @param reserved ids that it will use for others below it
   */
  public void add(ObjectReader at, String key, ChildSpec child, Collection<String> reserved) {
    boolean free = claim(at, key, child);
    for (String id : reserved) {
      free &= tree.claimId(at, key, id);
    }
    if (open && free) {
      added.add(child);
    } else if (free) {
      at.mistake(
          key,
          "the root has a template and takes no other children: move the template into a"
              + " supervisor below the root");
    }
  }

  private boolean claim(ObjectReader at, String key, ChildSpec child) {
    boolean free = tree.claimId(at, key, child.id());
    if (child.definition() instanceof SupervisorChild below) {
      for (ChildSpec one : below.supervisor().children()) {
        free &= claim(at, key, one);
      }
    }
    return free;
  }

  /** No more can be added: the root is dynamic. */
  void close() {
    open = false;
  }

  boolean isEmpty() {
    return added.isEmpty();
  }

  /** The root with all of them. */
  SupervisorSpec under(SupervisorSpec root) {
    if (added.isEmpty()) {
      return root;
    }
    List<ChildSpec> all = new ArrayList<>(root.children());
    all.addAll(added);
    return root.withChildren(all);
  }
}
