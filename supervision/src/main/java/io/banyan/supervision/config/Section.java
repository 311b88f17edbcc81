package io.banyan.supervision.config;

/**
 * A key below {@code banyan} that another module owns. It is validated together with the tree, so
 * that all mistakes come in one list. A section of settings reads them here, and the module takes
 * the values from {@link TreeDeclaration#resolved()} afterwards; a section that declares children
 * adds them to the tree.
 *
 * <p>A key that is in a module's {@code reference.conf} but has no section is checked against that
 * file: its keys and the types of its values.
 */
public interface Section {

  /** The key below {@code banyan}. */
  String name();

  /**
   * Reads every value once, so that the mistakes are told. What a reader returns for a mistaken
   * value is a stand-in: keep nothing of it. {@link ObjectReader#finish()} is called by the loader.
   *
   * @param reader the user's values over the module's {@code reference.conf}
   */
  default void read(ObjectReader reader) {}

  /**
   * The same for a section that declares children, and the only one that such a section implements.
   *
   * @param children takes them; what is kept of mistaken values does no harm there, as nothing is
   *     started when anything is mistaken
   */
  default void read(ObjectReader reader, AddedChildren children) {
    read(reader);
  }
}
