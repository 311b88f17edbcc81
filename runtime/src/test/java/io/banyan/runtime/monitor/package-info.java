@NullMarked
package io.banyan.runtime.monitor;

import org.jspecify.annotations.NullMarked;
