/** Facts for actors: {@link io.banyan.runtime.subscription.EventRelay}. */
@NullMarked
package io.banyan.runtime.subscription;

import org.jspecify.annotations.NullMarked;
