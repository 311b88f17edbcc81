/**
 * Watching what all managed processes use: one actor with one timer looks at all of them in one
 * pass, in a thread of its own, tells what it saw as facts, and carries out what alerts decide.
 */
@NullMarked
package io.banyan.runtime.monitor;

import org.jspecify.annotations.NullMarked;
