/** What the adapters of the launch engine share: facts of POSIX, and of {@code /proc}. */
@NullMarked
package io.banyan.runtime.engine.internal;

import org.jspecify.annotations.NullMarked;
