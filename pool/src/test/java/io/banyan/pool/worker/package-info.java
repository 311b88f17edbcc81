@NullMarked
package io.banyan.pool.worker;

import org.jspecify.annotations.NullMarked;
