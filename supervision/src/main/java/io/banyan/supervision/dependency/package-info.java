/**
 * What depends on what in a tree: which dependencies make no sense, in which order that lets
 * children start and stop, and whether what a child waits for has come. Pure: no actors, no clock.
 */
@NullMarked
package io.banyan.supervision.dependency;

import org.jspecify.annotations.NullMarked;
