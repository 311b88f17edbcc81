@NullMarked
package io.banyan.runtime.inspect;

import org.jspecify.annotations.NullMarked;
