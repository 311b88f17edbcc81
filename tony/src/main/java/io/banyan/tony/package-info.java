/**
 * Tony documents: an immutable tree of values with tags, and what can go wrong with it. Reading and
 * writing is in {@code text} and {@code json}; {@code match}, {@code patch} and {@code diff} are
 * the operators. Pure: knows no actors and nothing else of Banyan. Everything is safe from any
 * thread.
 */
@NullMarked
package io.banyan.tony;

import org.jspecify.annotations.NullMarked;
