package io.banyan.channels;

/**
 * The one value that was taken from one of several channels.
 *
 * @param channel the channel it came from, as it was passed to {@link Channel#select}
 */
public record Selected<T>(ReceiveChannel<? extends T> channel, T value) {}
