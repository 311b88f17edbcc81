@NullMarked
package io.banyan.channels.actor;

import org.jspecify.annotations.NullMarked;
