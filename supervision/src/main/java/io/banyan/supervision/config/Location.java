package io.banyan.supervision.config;

/** A place in a file; line 0 is the file as a whole. */
record Location(String file, int line) {

  @Override
  public String toString() {
    return line > 0 ? file + ":" + line : file;
  }
}
