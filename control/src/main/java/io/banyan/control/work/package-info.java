/**
 * Work that is handed in from outside: what of pools can be asked for and done, their documents and
 * their metrics.
 */
@NullMarked
package io.banyan.control.work;

import org.jspecify.annotations.NullMarked;
