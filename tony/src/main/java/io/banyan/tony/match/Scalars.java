package io.banyan.tony.match;

import io.banyan.tony.Node;
import io.banyan.tony.NumberNode;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Patterns that look at one value and not into it. */
final class Scalars {

  private Scalars() {}

  /** {@code null}: anything that is there. */
  record Anything() implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      return true;
    }

    @Override
    public Node show(Node value, boolean trim, Budget budget) {
      return value;
    }

    @Override
    public boolean demands() {
      return false;
    }
  }

  /** A text, a number or a boolean: the same. Tags of the document do not matter. */
  record Same(Node wanted) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      budget.take(1);
      return wanted.sameValue(value);
    }

    @Override
    public @Nullable Node show(Node value, boolean trim, Budget budget) {
      return value;
    }
  }

  /** {@code !gt} and its like. */
  record Compared(NumberNode bound, IntPredicate wanted) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      budget.take(1);
      return value instanceof NumberNode number && wanted.test(number.compareTo(bound));
    }
  }

  /** {@code !irtype}: the same kind of value. */
  record OfKind(Class<? extends Node> kind) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      budget.take(1);
      return kind.isInstance(value);
    }
  }
}
