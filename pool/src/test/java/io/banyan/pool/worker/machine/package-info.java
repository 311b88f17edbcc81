@NullMarked
package io.banyan.pool.worker.machine;

import org.jspecify.annotations.NullMarked;
