/**
 * Facts that outlive the runtime, through Pekko Persistence: {@link io.banyan.journal.Journal}.
 * Knows the facts of {@code runtime}, and nothing of trees.
 */
@NullMarked
package io.banyan.journal;

import org.jspecify.annotations.NullMarked;
