package io.banyan.supervision.dependency;

/**
 * A dependency that cannot be kept.
 *
 * @param child who declared it
 * @param index its place in the list of that child, from 0
 * @param message what is wrong with it
 */
public record DependencyMistake(String child, int index, String message) {}
