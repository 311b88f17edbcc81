@NullMarked
package io.banyan.channels.exchange.framing;

import org.jspecify.annotations.NullMarked;
