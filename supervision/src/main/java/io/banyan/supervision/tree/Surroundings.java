package io.banyan.supervision.tree;

/**
 * Where a {@link DeclaredActor} lives.
 *
 * @param tree the tree it is a child of: finds, adds and steers other children
 * @param ports the outside world of that tree; facts that are told there reach the tree, too
 */
public record Surroundings(SupervisionTree tree, TreePorts ports) {}
