/**
 * What Linux tells about running processes under {@code /proc}: read when asked, never cached.
 * Everything is empty where there is no {@code /proc}.
 */
@NullMarked
package io.banyan.control.proc;

import org.jspecify.annotations.NullMarked;
