package io.banyan.runtime.engine;

import java.util.Optional;

/**
 * A process that another runtime has launched and that lives on.
 *
 * @param process the leader of its group and session
 * @param cookie what it was launched with as {@link LaunchSpec#COOKIE}
 */
public record Adoptee(ProcessIdentity process, Optional<String> cookie) {}
