/**
 * What processes use over time: the load between two samples, and the last of them. Pure: samples
 * and moments come from outside.
 */
@NullMarked
package io.banyan.runtime.usage;

import org.jspecify.annotations.NullMarked;
