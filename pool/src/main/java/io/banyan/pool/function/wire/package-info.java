/**
 * What goes between a runtime and its function processes: frames, calls, values and failures. Known
 * on both sides, so it knows nothing but the JDK; each class more makes every start slower.
 */
@NullMarked
package io.banyan.pool.function.wire;

import org.jspecify.annotations.NullMarked;
