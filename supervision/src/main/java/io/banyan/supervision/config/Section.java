package io.banyan.supervision.config;

/**
 * A key below {@code banyan} that another module owns. It is validated together with the tree, so
 * that all mistakes come in one list; the module takes the values from {@link
 * TreeDeclaration#resolved()} afterwards.
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
  void read(ObjectReader reader);
}
