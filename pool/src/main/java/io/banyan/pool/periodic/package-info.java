/** Things that are done again and again: in a tree, declared in a file, or in any actor system. */
@NullMarked
package io.banyan.pool.periodic;

import org.jspecify.annotations.NullMarked;
