/**
 * Names: which incarnation a child of the tree has now, and how its last one ended. A fold of
 * facts; no actors, no clock.
 */
@NullMarked
package io.banyan.supervision.registry;

import org.jspecify.annotations.NullMarked;
