/** How a command finds the runtime it is meant for, and talks to it. Free of Pekko. */
@NullMarked
package io.banyan.cli.client;

import org.jspecify.annotations.NullMarked;
