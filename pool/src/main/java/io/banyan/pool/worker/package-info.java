/**
 * Worker pools: tasks are handed to workers, which are supervised children of the tree. A crash
 * costs its task an attempt and never the pool.
 */
@NullMarked
package io.banyan.pool.worker;

import org.jspecify.annotations.NullMarked;
