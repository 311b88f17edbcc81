/**
 * Who uses the standard streams of a child besides its log: programs that write to its input and
 * take its output, over all its incarnations, and hold it back when they cannot keep up.
 */
@NullMarked
package io.banyan.runtime.attachment;

import org.jspecify.annotations.NullMarked;
