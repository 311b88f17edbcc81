/**
 * What processes used over time, for people: measured, kept as CSV, summed up, drawn and compared.
 */
@NullMarked
package io.banyan.cli.usage;

import org.jspecify.annotations.NullMarked;
