@NullMarked
package io.banyan.runtime.launch;

import org.jspecify.annotations.NullMarked;
