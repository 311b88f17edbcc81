@NullMarked
package io.banyan.runtime.probe;

import org.jspecify.annotations.NullMarked;
