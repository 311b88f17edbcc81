package io.banyan.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words after the name of a benchmark: {@code --name=value} and plain ones. */
record Options(Map<String, String> named, List<String> plain) {

  static Options of(String... words) {
    Map<String, String> named = new HashMap<>();
    List<String> plain = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (word.startsWith("--") && equals > 0) {
        named.put(word.substring(2, equals), word.substring(equals + 1));
      } else {
        plain.add(word);
      }
    }
    return new Options(named, plain);
  }

  String text(String name, String otherwise) {
    return named.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  /** The plain word at this place, or the option of this name. */
  int number(int place, String name, int otherwise) {
    return place < plain.size() ? Integer.parseInt(plain.get(place)) : number(name, otherwise);
  }
}
