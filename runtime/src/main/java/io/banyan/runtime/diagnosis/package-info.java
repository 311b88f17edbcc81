/**
 * A self-test: whether this system has what the runtime lives on, tried by doing it where that is
 * possible. Each part that is missing is told with what that means and how to mend it.
 */
@NullMarked
package io.banyan.runtime.diagnosis;

import org.jspecify.annotations.NullMarked;
