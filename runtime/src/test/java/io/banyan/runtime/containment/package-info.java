@NullMarked
package io.banyan.runtime.containment;

import org.jspecify.annotations.NullMarked;
