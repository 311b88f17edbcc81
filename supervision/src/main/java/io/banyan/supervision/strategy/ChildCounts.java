package io.banyan.supervision.strategy;

/**
 * How many children a supervisor has. OTP's {@code count_children}.
 *
 * @param specs how many are declared; of a dynamic supervisor: its one template
 * @param active how many are alive; one that waits to be restarted is not
 * @param supervisors how many are supervisors, alive or not
 * @param workers how many are not, alive or not
 */
public record ChildCounts(int specs, int active, int supervisors, int workers) {

  ChildCounts withSpecs(int declared) {
    return new ChildCounts(declared, active, supervisors, workers);
  }
}
