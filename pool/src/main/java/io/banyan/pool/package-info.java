/** What hands work to processes: pools, queues, periodic tasks, functions. */
@NullMarked
package io.banyan.pool;

import org.jspecify.annotations.NullMarked;
