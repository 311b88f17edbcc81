@NullMarked
package io.banyan.channels.process;

import org.jspecify.annotations.NullMarked;
