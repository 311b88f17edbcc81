/** What happens inside one thread, measured by JMH. */
@NullMarked
package io.banyan.bench.jmh;

import org.jspecify.annotations.NullMarked;
