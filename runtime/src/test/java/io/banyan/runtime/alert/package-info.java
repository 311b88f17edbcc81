@NullMarked
package io.banyan.runtime.alert;

import org.jspecify.annotations.NullMarked;
