@NullMarked
package io.banyan.runtime.usage;

import org.jspecify.annotations.NullMarked;
