/**
 * Processes that do what a script says, and the engine that runs them instead of the operating
 * system's.
 */
@NullMarked
package io.banyan.testkit.script;

import org.jspecify.annotations.NullMarked;
