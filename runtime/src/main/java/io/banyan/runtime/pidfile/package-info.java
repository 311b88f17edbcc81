/**
 * Pid files: which process of a name is running, for people and for other programs, and that there
 * is only one of them. A file names its process by pid and start time, so that it is known to be
 * stale when the pid has gone to another process.
 */
@NullMarked
package io.banyan.runtime.pidfile;

import org.jspecify.annotations.NullMarked;
