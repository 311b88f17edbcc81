/**
 * Nothing outlives the runtime. A tiny process outside the JVM knows every process group and ends
 * them all when the JVM is gone, however it went: also by {@code kill -9}, when no code of ours can
 * run any more.
 */
@NullMarked
package io.banyan.runtime.guardian;

import org.jspecify.annotations.NullMarked;
