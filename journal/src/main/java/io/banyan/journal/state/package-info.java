/** What facts of all runtimes come to: a pure fold, from which the next runtime begins. */
@NullMarked
package io.banyan.journal.state;

import org.jspecify.annotations.NullMarked;
