@NullMarked
package io.banyan.runtime.pidfile;

import org.jspecify.annotations.NullMarked;
