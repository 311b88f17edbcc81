/**
 * What leaves the group of its process is found and ended too. Every process carries, in its
 * environment, the cookie of its runtime and the name of its incarnation, and hands both down to
 * all its descendants, wherever these go. When an incarnation has ended, a {@link
 * io.banyan.runtime.containment.Sweeper} looks through {@code /proc} for those who still carry its
 * name. {@link io.banyan.runtime.containment.Containment} is the port: a control group, where one
 * can be had, would be another answer to the same question.
 */
@NullMarked
package io.banyan.runtime.containment;

import org.jspecify.annotations.NullMarked;
