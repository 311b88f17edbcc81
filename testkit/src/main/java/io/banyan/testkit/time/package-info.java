/**
 * Time that passes when a test says so: the clock, the monotonic clock and every timer of the actor
 * system, driven together and step by step.
 */
@NullMarked
package io.banyan.testkit.time;

import org.jspecify.annotations.NullMarked;
