/**
 * Log files that are begun anew when they are full or old: where to cut what is written, the names
 * of what was cut off, its compression, and files that somebody else moves or cuts.
 */
@NullMarked
package io.banyan.runtime.output.rotation;

import org.jspecify.annotations.NullMarked;
