package io.banyan.tony.patch;

import io.banyan.tony.Limits;
import io.banyan.tony.match.Budget;

/**
 * What bounds one application of a patch.
 *
 * @param limits of what is made
 * @param budget the steps that are left
 */
record Work(Limits limits, Budget budget) {

  void step() {
    budget.take(1);
  }
}
