package io.banyan.runtime.output;

/**
 * Writes whole lines as they are to look in the log file, each with its place in the tail.
 *
 * @param turn held from the numbering to the writing, so that the lines of two streams that share a
 *     file are in it in the order of their numbers, unless they may be dropped
 */
record LaidOutLines(LineWriter writer, ByteSink sink, Object turn) {

  void append(Course course, LineBlock block, OutputTail tail) {
    synchronized (turn) {
      OutputTail.Place place = tail.append(course.stream(), block);
      sink.append(writer.write(block, place.first(), place.time()));
    }
  }
}
