/** Random trees of real processes in a storm of kills and requests, for as long as one likes. */
@NullMarked
package io.banyan.testkit.storm;

import org.jspecify.annotations.NullMarked;
