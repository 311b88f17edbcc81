/**
 * How facts get into the journal: they wait in a bounded {@link
 * io.banyan.journal.writer.WriteQueue}, are written in batches by a persistent actor, and are kept
 * until it says that they are durable. Whoever publishes a fact waits for none of this.
 */
@NullMarked
package io.banyan.journal.writer;

import org.jspecify.annotations.NullMarked;
