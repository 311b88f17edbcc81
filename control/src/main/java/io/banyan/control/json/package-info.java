/**
 * JSON as plain values: parsed and written with Jackson's streaming core alone, because the command
 * line pays for every class it loads. Knows nothing of what the documents mean.
 */
@NullMarked
package io.banyan.control.json;

import org.jspecify.annotations.NullMarked;
