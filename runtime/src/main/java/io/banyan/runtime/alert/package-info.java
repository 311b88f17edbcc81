/**
 * Alerts on what processes use: what is declared, and when one is raised, escalated and cleared. It
 * knows no actors and no clocks; who carries out what is decided here is {@link
 * io.banyan.runtime.monitor}.
 */
@NullMarked
package io.banyan.runtime.alert;

import org.jspecify.annotations.NullMarked;
