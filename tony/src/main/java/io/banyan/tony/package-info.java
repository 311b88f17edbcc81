/** Tony documents. Pure: knows no actors and nothing else of Banyan. */
@NullMarked
package io.banyan.tony;

import org.jspecify.annotations.NullMarked;
