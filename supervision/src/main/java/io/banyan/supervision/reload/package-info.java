/**
 * From one declaration of a tree to another while it runs: what differs, and what that means for
 * each child. Pure; the tree carries it out.
 */
@NullMarked
package io.banyan.supervision.reload;

import org.jspecify.annotations.NullMarked;
