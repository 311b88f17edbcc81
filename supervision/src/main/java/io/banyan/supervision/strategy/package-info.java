/**
 * The decisions of a supervisor, as a state machine without actors, clocks or processes: it is told
 * what happened and when, and answers what is to be done. OTP's meaning of strategies, restart
 * types and restart intensity.
 */
@NullMarked
package io.banyan.supervision.strategy;

import org.jspecify.annotations.NullMarked;
