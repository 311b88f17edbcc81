/** What people read: tables, drawings of the tree, amounts, colours. Pure. */
@NullMarked
package io.banyan.cli.text;

import org.jspecify.annotations.NullMarked;
