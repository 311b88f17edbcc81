package io.banyan.runtime.adoption;

import io.banyan.runtime.containment.RuntimeCookie;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a tree notes what is to outlive its runtime.
 *
 * @param folder of this tree alone, on a disk that outlives the runtime
 * @param needed whether anything is declared to outlive the runtime: otherwise nothing is made, but
 *     what is there is used up
 * @param last the cookie of a runtime before this one that did not end in order, if it is known
 *     from elsewhere
 */
public record AdoptionPlace(Path folder, boolean needed, Optional<RuntimeCookie> last) {}
