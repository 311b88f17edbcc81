@NullMarked
package io.banyan.channels;

import org.jspecify.annotations.NullMarked;
