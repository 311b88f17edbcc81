/**
 * Figures of a running tree for monitoring: what facts add up to, and what is looked at when
 * somebody asks. Nothing here knows how they are written; {@link io.banyan.control.exposition}
 * does.
 */
@NullMarked
package io.banyan.control.metrics;

import org.jspecify.annotations.NullMarked;
