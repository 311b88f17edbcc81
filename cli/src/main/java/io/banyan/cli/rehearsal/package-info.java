/**
 * What the launcher runs once after a build, so that the JVM can archive the classes that commands
 * load: later starts take a fraction of the time.
 */
@NullMarked
package io.banyan.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
