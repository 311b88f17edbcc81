/**
 * What a function process runs, and what it can say there. Known on both sides, so it knows nothing
 * but the JDK and what goes between them.
 */
@NullMarked
package io.banyan.pool.function.call;

import org.jspecify.annotations.NullMarked;
