/**
 * What is done about a process before it is asked to end, and in which order. Decides; carries
 * nothing out.
 */
@NullMarked
package io.banyan.runtime.shutdown;

import org.jspecify.annotations.NullMarked;
