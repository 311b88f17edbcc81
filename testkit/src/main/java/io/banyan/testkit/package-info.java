/**
 * The test kit: a whole supervision tree, with its operators and its failures, in milliseconds and
 * without a process. {@link io.banyan.testkit.BanyanTestKit} is where to begin.
 */
@NullMarked
package io.banyan.testkit;

import org.jspecify.annotations.NullMarked;
