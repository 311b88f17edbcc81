/** Why a process failed, read from how it ended and from its last words. Pure. */
@NullMarked
package io.banyan.runtime.crash;

import org.jspecify.annotations.NullMarked;
