/** What runs in a function process. */
@NullMarked
package io.banyan.pool.function.child;

import org.jspecify.annotations.NullMarked;
