/**
 * Running a tree: in the foreground until it ends ({@link io.banyan.cli.up.ForegroundRuntime}), or
 * in a session of its own ({@link io.banyan.cli.up.BackgroundRuntime}). The one place where the
 * modules are wired together is {@link io.banyan.cli.up.RunningTree}.
 */
@NullMarked
package io.banyan.cli.up;

import org.jspecify.annotations.NullMarked;
