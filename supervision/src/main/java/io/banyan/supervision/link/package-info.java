/**
 * What ties children of a tree besides supervision: links, by which they crash together, and
 * monitors, by which somebody is told of an end. The decisions; no actors, no clock.
 */
@NullMarked
package io.banyan.supervision.link;

import org.jspecify.annotations.NullMarked;
