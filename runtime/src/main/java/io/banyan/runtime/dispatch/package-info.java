/**
 * The threads of the actors that launch processes, and of the supervisors. A crash passes through
 * three actors before its successor is launched; each change of thread would cost as much as a good
 * part of the launch, so the threads that launch go on with what they have woken.
 */
@NullMarked
package io.banyan.runtime.dispatch;

import org.jspecify.annotations.NullMarked;
