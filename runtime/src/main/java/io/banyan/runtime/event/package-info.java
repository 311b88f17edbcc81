/**
 * Facts. Everything that happens to a child of the tree is one record of the sealed type {@link
 * io.banyan.runtime.event.ProcessEvent}, published once to an {@link
 * io.banyan.runtime.event.EventHub} and read by whoever wants a view of it: screens, logs,
 * documents, metrics. Views depend on facts, never the reverse.
 */
@NullMarked
package io.banyan.runtime.event;

import org.jspecify.annotations.NullMarked;
