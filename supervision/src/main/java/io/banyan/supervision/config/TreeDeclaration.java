package io.banyan.supervision.config;

import com.typesafe.config.Config;
import io.banyan.runtime.monitor.MonitorSettings;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;

/**
 * A file that was read: the tree, and where its traces go.
 *
 * @param name of the tree, of the form of an id
 * @param file the file, absolute
 * @param directories where its state, logs and pid files go
 * @param tree the root supervisor
 * @param monitor how its processes are watched
 * @param resolved the whole file over the {@code reference.conf} of all modules, Pekko's settings
 *     included; for the modules that own the other sections
 */
public record TreeDeclaration(
    String name,
    Path file,
    Directories directories,
    SupervisorSpec tree,
    MonitorSettings monitor,
    Config resolved) {}
