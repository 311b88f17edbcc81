@NullMarked
package io.banyan.runtime.proc;

import org.jspecify.annotations.NullMarked;
