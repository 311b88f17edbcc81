/**
 * One incarnation of one operating-system process as an actor, and the description of what to run.
 */
@NullMarked
package io.banyan.runtime.process;

import org.jspecify.annotations.NullMarked;
