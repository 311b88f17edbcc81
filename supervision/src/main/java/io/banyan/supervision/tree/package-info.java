/**
 * The running tree: starting one, steering its children, and hearing how it ended. The face of
 * supervision for programs; the actors behind it are internal.
 */
@NullMarked
package io.banyan.supervision.tree;

import org.jspecify.annotations.NullMarked;
