/** Channels for actors: sends and receives that end in a message, and values fed to an actor. */
@NullMarked
package io.banyan.channels.actor;

import org.jspecify.annotations.NullMarked;
