@NullMarked
package io.banyan.runtime.attachment;

import org.jspecify.annotations.NullMarked;
