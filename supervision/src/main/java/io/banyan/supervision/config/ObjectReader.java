package io.banyan.supervision.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one object by type and collects what is wrong with them. A key that is not in
 * the object is taken from its defaults; one that is in neither is a mistake, so ask {@link #has}
 * for what is optional. {@code key = null} counts as not given.
 *
 * <p>A mistaken value never stops the reading: it is told, and something harmless (the minimum, an
 * empty text or list) is returned in its place. Whoever reads therefore builds nothing from the
 * values before he knows that there was no mistake.
 *
 * <p>Used by one thread.
 */
public final class ObjectReader {

  private static final ConfigObject EMPTY = ConfigFactory.empty().root();
  private static final ConfigList NOTHING = ConfigValueFactory.fromIterable(List.of());

  private final ConfigObject values;
  private final @Nullable ObjectReader defaults;
  private final String path;
  private final Location location;
  private final Mistakes mistakes;
  private final Asked asked;

  private ObjectReader(ConfigObject values, @Nullable ObjectReader defaults, At at, Asked asked) {
    this.values = values;
    this.defaults = defaults;
    this.path = at.path();
    this.location = at.location();
    this.mistakes = at.mistakes();
    this.asked = asked;
  }

  private record At(String path, Location location, Mistakes mistakes) {}

  /** What the readers of one object have asked for; nested objects by their path. */
  private record Asked(Set<String> known, Set<String> notYet, Map<String, ObjectReader> nested) {
    Asked() {
      this(new TreeSet<>(), new TreeSet<>(), new LinkedHashMap<>());
    }
  }

  /** A reader without defaults. */
  public static ObjectReader of(ConfigObject values, String path, Mistakes mistakes) {
    At at = new At(path, mistakes.locate(values.origin()), mistakes);
    return new ObjectReader(values, null, at, new Asked());
  }

  /** The same object, with defaults for the keys it does not have. */
  public ObjectReader withDefaults(ObjectReader fallback) {
    return new ObjectReader(values, fallback, new At(path, location, mistakes), asked);
  }

  /** Whether the key is given, here or in the defaults. */
  public boolean has(String key) {
    return own(key) != null || (defaults != null && defaults.has(key));
  }

  /** Whether the key is given in the object itself. */
  public boolean hasOwn(String key) {
    return own(key) != null;
  }

  /** The keys given in the object itself, in the order of the file. */
  public List<String> keys() {
    return values.keySet().stream()
        .filter(key -> own(key) != null)
        .sorted(
            Comparator.<String>comparingInt(key -> value(key).origin().lineNumber())
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /**
   * Which of these keys is given nearest: in the object itself before its defaults, and there
   * before theirs; the first of those given in one place. Without any of them, the first.
   */
  String nearest(List<String> keys) {
    for (String key : keys) {
      if (hasOwn(key)) {
        return key;
      }
    }
    return defaults == null ? keys.get(0) : defaults.nearest(keys);
  }

  /** A string; a number or a boolean is taken as it is written. */
  public String string(String key) {
    return read(key, Conversions::text, "");
  }

  public boolean bool(String key) {
    return read(key, Conversions::bool, false);
  }

  /** A whole number of at least this much. */
  public int integer(String key, int minimum) {
    return integer(key, minimum, Integer.MAX_VALUE);
  }

  /** A whole number in this range, both ends included. */
  public int integer(String key, int minimum, int maximum) {
    return read(key, Conversions.integer(minimum, maximum), minimum);
  }

  /**
   * A number of bytes, always with a unit, such as {@code 64MiB}.
   *
   * @param least the minimum, as it is spelled
   */
  public long bytes(String key, long minimum, String least) {
    return read(key, Conversions.size(minimum, least), minimum);
  }

  /** Whether the value of this key, here or else in the defaults, is an object. */
  public boolean isObject(String key) {
    ConfigValue value = own(key);
    return value == null
        ? defaults != null && defaults.isObject(key)
        : value.valueType() == ConfigValueType.OBJECT;
  }

  /** A number in this range, both ends included. */
  public double decimal(String key, double minimum, double maximum) {
    return read(key, Conversions.decimal(minimum, maximum), minimum);
  }

  /** A duration, always with a unit; at most 200 days. */
  public Duration duration(String key, Duration minimum) {
    return read(key, Conversions.duration(minimum), minimum);
  }

  /** A file name; a relative one is below {@code base}. */
  public Path path(String key, Path base) {
    return read(key, Conversions.path(base), base);
  }

  /** One of these values, by its text. */
  public <T> T choice(String key, List<T> allowed, Function<T, String> text) {
    return read(key, Conversions.choice(allowed, text), allowed.get(0));
  }

  public List<String> strings(String key) {
    return elements(key, Conversions::text);
  }

  /** Whole numbers in this range, both ends included. */
  public List<Integer> integers(String key, int minimum, int maximum) {
    return elements(key, Conversions.integer(minimum, maximum));
  }

  /** A reader for a nested object; for an empty one when the key is not given. */
  public ObjectReader object(String key) {
    String where = join(key);
    ObjectReader before = asked.nested().get(where);
    if (before != null) {
      return before;
    }
    ConfigValue value = own(key);
    ConfigObject object = value == null ? null : convert(value, where, Conversions::object);
    ObjectReader fallback = defaults == null ? null : defaults.object(key);
    return nest(object == null ? EMPTY : object, fallback, where);
  }

  /** Readers for the objects of a list, in its order; without defaults. */
  public List<ObjectReader> objects(String key) {
    return objects(key, Conversions::object);
  }

  /** As {@link #objects(String)}; a string stands for an object with nothing but this key. */
  List<ObjectReader> objectsOrTexts(String key, String textKey) {
    return objects(key, orText(textKey));
  }

  /** As {@link #objectsOrTexts}; what is no list is the only element of one. */
  List<ObjectReader> oneOrMoreObjectsOrTexts(String key, String textKey) {
    return objects(key, read(key, Conversions::oneOrMore, NOTHING), orText(textKey));
  }

  private static Conversion<ConfigObject> orText(String textKey) {
    return value ->
        Conversions.plainText(value).isPresent()
            ? EMPTY.withValue(textKey, value).withOrigin(value.origin())
            : Conversions.object(value);
  }

  private List<ObjectReader> objects(String key, Conversion<ConfigObject> conversion) {
    return objects(key, read(key, Conversions::list, NOTHING), conversion);
  }

  private List<ObjectReader> objects(
      String key, ConfigList list, Conversion<ConfigObject> conversion) {
    List<ObjectReader> readers = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String where = join(key) + "[" + i + "]";
      ConfigObject object = convert(list.get(i), where, conversion);
      if (object != null) {
        readers.add(nest(object, null, where));
      }
    }
    return readers;
  }

  /** Tells that something is wrong with the value of this key, or that it is not there. */
  public void mistake(String key, String message) {
    ConfigValue value = own(key);
    if (value == null) {
      mistakes.add(location, join(key), message);
    } else {
      tell(value, join(key), message);
    }
  }

  /** Tells that something is wrong with the object as a whole. */
  public void mistake(String message) {
    mistakes.add(location, path, message);
  }

  /** Tells for each of these keys that is given why it does not belong here. */
  public void refuse(Collection<String> keys, String message) {
    for (String key : keys) {
      if (values.containsKey(key)) {
        asked.known().add(key);
        tell(value(key), join(key), message);
      }
    }
  }

  /** Names keys that may be there, whether they are read or not. */
  public void accept(Collection<String> keys) {
    asked.known().addAll(keys);
  }

  /** From here on, every key may be there. */
  public void acceptAll() {
    asked.known().addAll(values.keySet());
  }

  /** The values that hold where the user sets none. */
  Map<String, ConfigValue> defaults() {
    return defaults == null ? Map.of() : defaults.values;
  }

  boolean isAsked(String key) {
    return asked.known().contains(key);
  }

  /** Names keys that are promised but not built. */
  public void notYet(Collection<String> keys) {
    asked.notYet().addAll(keys);
  }

  /** Tells every key nobody asked for, in this object and in those read from it. Call it last. */
  public void finish() {
    for (String key : values.keySet()) {
      if (!asked.known().contains(key)) {
        tell(value(key), join(key), unknown(key));
      }
    }
    asked.nested().values().forEach(ObjectReader::finish);
  }

  /** Where the value of this key is, or the object when it is not there. */
  Location location(String key) {
    ConfigValue value = own(key);
    return value == null ? location : locate(value);
  }

  /** The texts of an object whose keys are the user's own; empty for {@code null}. */
  Map<String, Optional<String>> entries() {
    Map<String, Optional<String>> entries = new LinkedHashMap<>();
    if (defaults != null) {
      entries.putAll(defaults.entries());
    }
    for (String key : new TreeSet<>(values.keySet())) {
      ConfigValue value = own(key);
      String text = value == null ? null : convert(value, join(key), Conversions::text);
      entries.put(key, Optional.ofNullable(text));
    }
    return entries;
  }

  private String unknown(String key) {
    if (asked.notYet().contains(key)) {
      return "not supported yet";
    }
    Set<String> words = new TreeSet<>(asked.known());
    words.addAll(asked.notYet());
    return "unknown key" + Shown.suggestion(Spelling.nearest(key, words));
  }

  /** The elements of a list, of any other type. */
  <T> List<T> elements(String key, Conversion<T> conversion) {
    List<T> elements = new ArrayList<>();
    ConfigList list = read(key, Conversions::list, NOTHING);
    for (int i = 0; i < list.size(); i++) {
      T element = convert(list.get(i), join(key) + "[" + i + "]", conversion);
      if (element != null) {
        elements.add(element);
      }
    }
    return elements;
  }

  /** A value of any other type; {@code standIn} is returned when it is mistaken. */
  <T> T read(String key, Conversion<T> conversion, T standIn) {
    ConfigValue value = own(key);
    if (value != null) {
      T result = convert(value, join(key), conversion);
      return result == null ? standIn : result;
    }
    if (defaults != null && defaults.has(key)) {
      return defaults.read(key, conversion, standIn);
    }
    mistakes.add(location, join(key), "is missing");
    return standIn;
  }

  private <T> @Nullable T convert(ConfigValue value, String where, Conversion<T> conversion) {
    try {
      return conversion.from(value);
    } catch (WrongValue e) {
      tell(value, where, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void tell(ConfigValue value, String where, String message) {
    if (Resolution.isStandIn(value)) {
      mistakes.toldBefore();
    } else {
      mistakes.add(locate(value), where, message);
    }
  }

  /** The value, if the key is in this object and not null; remembers that it was asked for. */
  private @Nullable ConfigValue own(String key) {
    asked.known().add(key);
    ConfigValue value = values.get(key);
    return value == null || value.valueType() == ConfigValueType.NULL ? null : value;
  }

  private ConfigValue value(String key) {
    return Objects.requireNonNull(values.get(key));
  }

  /** A value without a file, such as one from a variable, stands where its object stands. */
  private Location locate(ConfigValue value) {
    return value.origin().filename() == null && value.origin().lineNumber() < 1
        ? location
        : mistakes.locate(value.origin());
  }

  private ObjectReader nest(ConfigObject object, @Nullable ObjectReader fallback, String where) {
    At at = new At(where, locate(object), mistakes);
    ObjectReader reader = new ObjectReader(object, fallback, at, new Asked());
    asked.nested().put(where, reader);
    return reader;
  }

  private String join(String key) {
    String last = ConfigUtil.joinPath(Shown.key(key));
    return path.isEmpty() ? last : path + "." + last;
  }
}
