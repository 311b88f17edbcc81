/** Facts as text, as they are stored: JSON that any later version can read. */
@NullMarked
package io.banyan.journal.text;

import org.jspecify.annotations.NullMarked;
