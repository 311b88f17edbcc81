package io.banyan.supervision.config;

import java.util.List;

/** What came of reading a file. */
public sealed interface LoadResult {

  /** The file is right. */
  record Loaded(TreeDeclaration declaration) implements LoadResult {}

  /**
   * The file is wrong.
   *
   * @param mistakes all of them, at least one, by file and line
   */
  record Invalid(List<Mistake> mistakes) implements LoadResult {
    public Invalid {
      mistakes = List.copyOf(mistakes);
    }
  }
}
