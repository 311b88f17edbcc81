/**
 * What the runtime looks like as JSON, said once: for HTTP, for {@code --json}, for every other
 * view. Pure functions of snapshots.
 */
@NullMarked
package io.banyan.control.document;

import org.jspecify.annotations.NullMarked;
