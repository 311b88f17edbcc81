package io.banyan.pool.worker.machine;

/**
 * How many workers there are.
 *
 * @param min at least, at all times; 0 has the first task wait for its worker
 * @param max at most; at least 1, and at least min
 */
public record PoolSize(int min, int max) {

  public PoolSize {
    if (min < 0 || max < 1 || max < min) {
      throw new IllegalArgumentException("min: " + min + ", max: " + max);
    }
  }

  /** Always as many. */
  public static PoolSize fixed(int workers) {
    return new PoolSize(workers, workers);
  }
}
