package io.banyan.tony.match;

import io.banyan.tony.ListNode;
import io.banyan.tony.Node;
import io.banyan.tony.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Patterns made of patterns for the same value. */
final class Logic {

  private Logic() {}

  /** {@code !and}: all of them. */
  record And(List<Pattern> all) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      budget.take(1);
      for (Pattern pattern : all) {
        if (!pattern.matches(value, key, budget)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean isOfElements() {
      return !all.isEmpty() && all.stream().allMatch(Pattern::isOfElements);
    }
  }

  /** A key that is given twice: all of them, and what one shows whole is shown whole. */
  record Both(List<Pattern> all) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      return new And(all).matches(value, key, budget);
    }

    @Override
    public @Nullable Node show(Node value, boolean trim, Budget budget) {
      for (Pattern pattern : all) {
        if (pattern.show(value, trim, budget) == null) {
          return null;
        }
      }
      return value;
    }

    @Override
    public boolean demands() {
      return all.stream().anyMatch(Pattern::demands);
    }
  }

  /** {@code !or}: one of them. */
  record Or(List<Pattern> any) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      budget.take(1);
      for (Pattern pattern : any) {
        if (pattern.matches(value, key, budget)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean isOfElements() {
      return !any.isEmpty() && any.stream().allMatch(Pattern::isOfElements);
    }
  }

  /** {@code !or} of an object: one of the keys is there and fits. */
  record OrField(Map<String, Pattern> fields) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      budget.take(1);
      if (!(value instanceof ObjectNode object)) {
        return false;
      }
      for (Map.Entry<String, Pattern> field : fields.entrySet()) {
        Node there = object.get(field.getKey());
        if (there != null && field.getValue().matches(there, field.getKey(), budget)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean isOfElements() {
      return true;
    }
  }

  /** {@code !not}. */
  record Not(Pattern pattern) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      budget.take(1);
      return !pattern.matches(value, key, budget);
    }

    @Override
    public boolean isOfElements() {
      return pattern.isOfElements();
    }
  }

  /** {@code !trim}: what it matches, without the keys it does not name. */
  record Trim(Pattern pattern) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      return pattern.matches(value, key, budget);
    }

    @Override
    public @Nullable Node show(Node value, boolean trim, Budget budget) {
      return pattern.show(value, true, budget);
    }

    @Override
    public boolean demands() {
      return pattern.demands();
    }

    @Override
    public boolean isOfElements() {
      return pattern.isOfElements();
    }

    @Override
    public boolean trims() {
      return true;
    }
  }

  /** {@code !all}: every element, or every value of an object; of a scalar, the scalar. */
  record All(Pattern each) implements Pattern {
    @Override
    public boolean matches(Node value, String key, Budget budget) {
      budget.take(1);
      if (value instanceof ListNode list) {
        return list.elements().stream().allMatch(element -> each.matches(element, "", budget));
      }
      if (value instanceof ObjectNode object) {
        for (int i = 0; i < object.size(); i++) {
          if (!each.matches(object.value(i), object.key(i), budget)) {
            return false;
          }
        }
        return true;
      }
      return each.matches(value, key, budget);
    }
  }
}
