/** Patterns: which documents they match, and what of them is shown. */
@NullMarked
package io.banyan.tony.match;

import org.jspecify.annotations.NullMarked;
