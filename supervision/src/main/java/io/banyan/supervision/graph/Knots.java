package io.banyan.supervision.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Finds the strongly connected components of a graph of numbers (Tarjan), and a cycle in each. */
final class Knots {

  private static final int UNSEEN = -1;

  private final List<List<Integer>> after;
  private final int[] seen;
  private final int[] low;
  private final int[] position;
  private final boolean[] open;
  private final Deque<Integer> stack = new ArrayDeque<>();
  private final List<List<Integer>> knots = new ArrayList<>();
  private int counter;

  Knots(List<List<Integer>> after) {
    this.after = after;
    this.seen = new int[after.size()];
    this.low = new int[after.size()];
    this.position = new int[after.size()];
    this.open = new boolean[after.size()];
    Arrays.fill(seen, UNSEEN);
  }

  /** A shortest cycle through the least number of each knot, beginning there. */
  List<List<Integer>> cycles() {
    for (int start = 0; start < seen.length; start++) {
      if (seen[start] == UNSEEN) {
        visit(start);
      }
    }
    return knots.stream()
        .filter(knot -> knot.size() > 1 || after.get(knot.get(0)).contains(knot.get(0)))
        .sorted((one, other) -> Integer.compare(one.get(0), other.get(0)))
        .map(this::cycle)
        .toList();
  }

  /** Without recursion: a tree may be deeper than the stack. */
  private void visit(int start) {
    Deque<Integer> way = new ArrayDeque<>();
    enter(start, way);
    while (!way.isEmpty()) {
      int here = way.element();
      if (position[here] < after.get(here).size()) {
        int there = after.get(here).get(position[here]++);
        if (seen[there] == UNSEEN) {
          enter(there, way);
        } else if (open[there]) {
          low[here] = Math.min(low[here], seen[there]);
        }
      } else {
        way.pop();
        if (!way.isEmpty()) {
          low[way.element()] = Math.min(low[way.element()], low[here]);
        }
        leave(here);
      }
    }
  }

  private void enter(int here, Deque<Integer> way) {
    seen[here] = counter;
    low[here] = counter++;
    open[here] = true;
    stack.push(here);
    way.push(here);
  }

  private void leave(int here) {
    if (low[here] != seen[here]) {
      return;
    }
    List<Integer> knot = new ArrayList<>();
    int one;
    do {
      one = stack.pop();
      open[one] = false;
      knot.add(one);
    } while (one != here);
    Collections.sort(knot);
    knots.add(knot);
  }

  private List<Integer> cycle(List<Integer> knot) {
    int start = knot.get(0);
    int[] cameFrom = new int[after.size()];
    Arrays.fill(cameFrom, UNSEEN);
    Deque<Integer> next = new ArrayDeque<>(List.of(start));
    while (cameFrom[start] == UNSEEN) {
      int here = next.remove();
      for (int there : after.get(here)) {
        if (cameFrom[there] == UNSEEN && Collections.binarySearch(knot, there) >= 0) {
          cameFrom[there] = here;
          next.add(there);
        }
      }
    }
    List<Integer> back = new ArrayList<>(List.of(start));
    for (int here = cameFrom[start]; here != start; here = cameFrom[here]) {
      back.add(here);
    }
    Collections.reverse(back.subList(1, back.size()));
    return back;
  }
}
