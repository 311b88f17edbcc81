/**
 * The launch engine for systems where the Linux one does not work, on {@link java.lang.Process}.
 * What it cannot do: {@code exit 137} and death by SIGKILL look the same; the program sees its
 * resolved path as its name; arguments outside the JVM's file name encoding are mangled; each
 * process costs three threads; what a descendant writes after the leader has ended may be lost, and
 * the descendant may then get SIGPIPE; without a {@code setsid} program a process stays in the
 * JVM's session, and its group is approximated by its descendants.
 */
@NullMarked
package io.banyan.runtime.engine.portable;

import org.jspecify.annotations.NullMarked;
