/**
 * What processes write: split into lines for people, kept in a bounded tail, and copied byte for
 * byte into log files.
 */
@NullMarked
package io.banyan.runtime.output;

import org.jspecify.annotations.NullMarked;
