/**
 * When something that is done again and again is due, and what is to be done then. Decides; knows
 * no clock, no actor and no process.
 */
@NullMarked
package io.banyan.pool.periodic.schedule;

import org.jspecify.annotations.NullMarked;
