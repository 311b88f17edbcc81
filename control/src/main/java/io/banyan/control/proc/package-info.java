/** What the processes of the tree use now, for answers: nothing here remembers. */
@NullMarked
package io.banyan.control.proc;

import org.jspecify.annotations.NullMarked;
