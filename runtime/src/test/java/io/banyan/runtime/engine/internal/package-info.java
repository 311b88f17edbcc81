@NullMarked
package io.banyan.runtime.engine.internal;

import org.jspecify.annotations.NullMarked;
