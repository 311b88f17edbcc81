/** One supervised command in the foreground, without a declaration. */
@NullMarked
package io.banyan.cli.run;

import org.jspecify.annotations.NullMarked;
