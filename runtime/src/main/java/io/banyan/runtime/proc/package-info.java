/**
 * Linux's {@code /proc}, read in one place: who a process is, what it uses, what it has open. It
 * states what the kernel tells at the moment of the call and remembers nothing. Everything is empty
 * for a process that is gone or may not be looked at, and where there is no {@code /proc}.
 */
@NullMarked
package io.banyan.runtime.proc;

import org.jspecify.annotations.NullMarked;
