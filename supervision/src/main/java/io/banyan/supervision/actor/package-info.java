/**
 * Ordinary Pekko actors as children of the tree: what is asked of them, and the actor that runs one
 * incarnation of one of them.
 */
@NullMarked
package io.banyan.supervision.actor;

import org.jspecify.annotations.NullMarked;
