/**
 * One class a command: its options, what it asks of the runtime, and what it says. Free of Pekko.
 */
@NullMarked
package io.banyan.cli.command;

import org.jspecify.annotations.NullMarked;
