/**
 * Reads a HOCON file into a declared tree, or tells everything that is wrong with it at once, each
 * mistake with its file and line. Nothing is started here.
 */
@NullMarked
package io.banyan.supervision.config;

import org.jspecify.annotations.NullMarked;
