@NullMarked
package io.banyan.runtime.engine;

import org.jspecify.annotations.NullMarked;
