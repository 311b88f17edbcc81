/**
 * Frames in a stream of bytes: lines, JSON lines, frames behind their length. Pure: bytes in,
 * frames out, wherever the bytes were cut in two on their way; no more memory than a frame may
 * have.
 */
@NullMarked
package io.banyan.channels.exchange.framing;

import org.jspecify.annotations.NullMarked;
