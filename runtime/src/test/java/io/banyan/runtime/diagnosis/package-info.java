@NullMarked
package io.banyan.runtime.diagnosis;

import org.jspecify.annotations.NullMarked;
