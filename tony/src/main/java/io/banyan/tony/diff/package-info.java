/** Diffs: the patch that leads from one document to another. */
@NullMarked
package io.banyan.tony.diff;

import org.jspecify.annotations.NullMarked;
