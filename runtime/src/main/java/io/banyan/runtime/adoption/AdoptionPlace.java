package io.banyan.runtime.adoption;

import io.banyan.runtime.containment.RuntimeCookie;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a tree notes what is to outlive its runtime.
 *
 * @param folder of this tree alone, on a disk that outlives the runtime; made when something is to
 *     be noted for the first time
 * @param last the cookie of a runtime before this one that did not end in order, if it is known
 *     from elsewhere
 */
public record AdoptionPlace(Path folder, Optional<RuntimeCookie> last) {}
