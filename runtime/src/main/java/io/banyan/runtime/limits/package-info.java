/**
 * How much of the machine a process, with all it starts, may take: memory, processor, time. Where
 * the system offers control groups the kernel keeps the limits; where it does not, one thread looks
 * at the limited processes now and then. Nothing here runs while nobody is limited.
 */
@NullMarked
package io.banyan.runtime.limits;

import org.jspecify.annotations.NullMarked;
