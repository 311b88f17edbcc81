/**
 * The tree as a graph: an immutable snapshot of nodes and typed edges, questions to it, and
 * drawings of it. Pure: no actors, no clock.
 */
@NullMarked
package io.banyan.supervision.graph;

import org.jspecify.annotations.NullMarked;
