@NullMarked
package io.banyan.channels.stream;

import org.jspecify.annotations.NullMarked;
