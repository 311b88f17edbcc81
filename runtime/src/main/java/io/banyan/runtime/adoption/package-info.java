/**
 * Processes that outlive the runtime. What is launched so is noted in a file before and after its
 * launch, and carries the cookie of its runtime; the next runtime of the same tree finds it by
 * both, and goes on with it or ends it, so that there are never two. {@link
 * io.banyan.runtime.adoption.AdoptionPlan} decides, {@link io.banyan.runtime.adoption.Adoption}
 * keeps the notes.
 */
@NullMarked
package io.banyan.runtime.adoption;

import org.jspecify.annotations.NullMarked;
