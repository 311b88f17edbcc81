@NullMarked
package io.banyan.control.work;

import org.jspecify.annotations.NullMarked;
