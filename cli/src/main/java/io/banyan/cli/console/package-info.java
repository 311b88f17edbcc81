/** What every command speaks to: the two output streams, the environment, exit codes, failures. */
@NullMarked
package io.banyan.cli.console;

import org.jspecify.annotations.NullMarked;
