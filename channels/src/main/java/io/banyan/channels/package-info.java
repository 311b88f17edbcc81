/** Channels between threads, actors and processes, and the choice between several. */
@NullMarked
package io.banyan.channels;

import org.jspecify.annotations.NullMarked;
