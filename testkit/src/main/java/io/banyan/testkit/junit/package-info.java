/** Extensions of JUnit 5; only whoever uses them needs JUnit. */
@NullMarked
package io.banyan.testkit.junit;

import org.jspecify.annotations.NullMarked;
