package io.banyan.channels;

import org.jspecify.annotations.Nullable;

/** Entries in the order of their arrival; any of them leaves at once. Guarded by the channel. */
final class WaitQueue<T> {

  private @Nullable Entry<T> first;
  private @Nullable Entry<T> last;

  void add(Entry<T> entry) {
    entry.queue = this;
    entry.previous = last;
    if (last == null) {
      first = entry;
    } else {
      last.next = entry;
    }
    last = entry;
  }

  /** The entry that has waited longest, taken out. */
  @Nullable Entry<T> poll() {
    Entry<T> entry = first;
    if (entry != null) {
      remove(entry);
    }
    return entry;
  }

  /** Takes out an entry that is in this queue. */
  void remove(Entry<T> entry) {
    Entry<T> before = entry.previous;
    Entry<T> after = entry.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    entry.previous = null;
    entry.next = null;
    entry.queue = null;
  }
}
