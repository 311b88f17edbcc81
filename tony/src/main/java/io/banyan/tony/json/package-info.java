/**
 * Documents as JSON. A value with a tag is {@code {"!": "!gt", "v": 5}}; an object that has a key
 * {@code "!"} of its own is {@code {"!": "", "v": {...}}}.
 */
@NullMarked
package io.banyan.tony.json;

import org.jspecify.annotations.NullMarked;
