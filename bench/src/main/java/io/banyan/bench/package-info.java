/**
 * Whole-process benchmarks, one command each: what the engine and the tree take beside what the
 * system itself takes. Every table is of one run, because only the ratios within it mean anything.
 */
@NullMarked
package io.banyan.bench;

import org.jspecify.annotations.NullMarked;
