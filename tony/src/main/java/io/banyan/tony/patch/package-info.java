/** Patches: what becomes of a document. */
@NullMarked
package io.banyan.tony.patch;

import org.jspecify.annotations.NullMarked;
