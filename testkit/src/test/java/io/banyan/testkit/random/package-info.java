/**
 * Random trees under random misfortune, compared with a naive model of what is documented. The
 * model knows nothing of the machine that decides in production: it works on a tree in memory in
 * which everything happens at once.
 */
@NullMarked
package io.banyan.testkit.random;

import org.jspecify.annotations.NullMarked;
