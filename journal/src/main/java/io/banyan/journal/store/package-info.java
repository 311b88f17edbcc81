/**
 * Where facts are kept: a port, its adapter to a database, and the plugins through which Pekko
 * Persistence uses it.
 */
@NullMarked
package io.banyan.journal.store;

import org.jspecify.annotations.NullMarked;
