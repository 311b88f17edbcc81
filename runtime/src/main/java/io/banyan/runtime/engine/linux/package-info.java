/**
 * The launch engine of Linux: {@code posix_spawn} through JNA, one thread that waits in epoll for
 * pidfds and pipes of all processes, and a few that hand output on. A pidfd means one process for
 * ever, so neither a wait nor a signal can meet a stranger, and children of the JVM that others
 * started are left alone. Descriptors are closed on exec, so that processes others start do not
 * inherit them.
 */
@NullMarked
package io.banyan.runtime.engine.linux;

import org.jspecify.annotations.NullMarked;
