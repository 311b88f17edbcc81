@NullMarked
package io.banyan.runtime.limits;

import org.jspecify.annotations.NullMarked;
