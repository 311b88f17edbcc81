/** Tony documents as text: reading, on the events of SnakeYAML Engine, and writing. */
@NullMarked
package io.banyan.tony.text;

import org.jspecify.annotations.NullMarked;
