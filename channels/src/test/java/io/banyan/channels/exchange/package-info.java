@NullMarked
package io.banyan.channels.exchange;

import org.jspecify.annotations.NullMarked;
