/**
 * What state a child is in, folded from facts: the complete state × event table, and the snapshot
 * of one child that every view shows. Pure: no actors, no clock.
 */
@NullMarked
package io.banyan.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
