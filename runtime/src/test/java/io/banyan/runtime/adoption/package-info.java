@NullMarked
package io.banyan.runtime.adoption;

import org.jspecify.annotations.NullMarked;
