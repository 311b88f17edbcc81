/**
 * Function processes: Java functions that run in operating-system processes of their own, the
 * runtime's side of them.
 */
@NullMarked
package io.banyan.pool.function;

import org.jspecify.annotations.NullMarked;
