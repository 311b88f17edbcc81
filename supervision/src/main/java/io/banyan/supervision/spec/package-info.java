/** What is declared: child specs, strategies and restart limits, in OTP's words. Pure data. */
@NullMarked
package io.banyan.supervision.spec;

import org.jspecify.annotations.NullMarked;
