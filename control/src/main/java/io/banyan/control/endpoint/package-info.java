/**
 * How a command finds a running runtime and how two of them keep out of each other's way: the
 * control file with address and token, and the lock, both in a folder that only its owner can read.
 * Free of Pekko, because the command line uses it.
 */
@NullMarked
package io.banyan.control.endpoint;

import org.jspecify.annotations.NullMarked;
