/**
 * An application with an actor system of its own, into which it brings two supervision trees. Each
 * has an actor and an operating-system process that crash together, and its own runtime; neither
 * notices the other.
 */
@NullMarked
package io.banyan.samples.embedding;

import org.jspecify.annotations.NullMarked;
