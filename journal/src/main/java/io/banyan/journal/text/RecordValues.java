package io.banyan.journal.text;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records as plain values (maps, lists, strings, numbers, truth values) and back. What a record has
 * more than the values is empty or zero, what it has less is left out: so that versions can read
 * each other. A record of a sealed interface carries its name as {@code type}.
 */
final class RecordValues {

  private static final String TYPE = "type";

  private RecordValues() {}

  /** The plain value of this. */
  static @Nullable Object of(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof Number) {
      return value;
    } else if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null));
    } else if (value instanceof Collection<?> items) {
      List<@Nullable Object> list = new ArrayList<>();
      items.forEach(item -> list.add(of(item)));
      return list;
    } else if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> entries = new LinkedHashMap<>();
      map.forEach((key, entry) -> entries.put(String.valueOf(of(key)), of(entry)));
      return entries;
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    // A path, a signal, a time and a text are their own spelling.
    return value instanceof Record some && !isSpelled(value.getClass())
        ? fields(some)
        : value.toString();
  }

  private static Map<String, @Nullable Object> fields(Record some) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (Arrays.stream(some.getClass().getInterfaces()).anyMatch(Class::isSealed)) {
      fields.put(TYPE, some.getClass().getSimpleName());
    }
    for (RecordComponent component : some.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        Object value = of(component.getAccessor().invoke(some));
        if (value != null) {
          fields.put(component.getName(), value);
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("cannot be read: " + component, e);
      }
    }
    return fields;
  }

  /**
   * Reads a plain value.
   *
   * @throws IllegalArgumentException when it is not of that type
   */
  static @Nullable Object read(Type type, @Nullable Object value) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic, value);
    }
    Class<?> wanted = (Class<?>) type;
    if (value == null) {
      return nothing(wanted);
    } else if (wanted == boolean.class || wanted == Boolean.class) {
      return cast(Boolean.class, value);
    } else if (wanted.isPrimitive() || Number.class.isAssignableFrom(wanted)) {
      return number(wanted, cast(Number.class, value));
    } else if (wanted.isEnum()) {
      return constant(wanted, cast(String.class, value));
    } else if (wanted == String.class || isSpelled(wanted)) {
      return spelled(wanted, cast(String.class, value));
    }
    return record(wanted, cast(Map.class, value));
  }

  private static @Nullable Object generic(ParameterizedType type, @Nullable Object value) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] parts = type.getActualTypeArguments();
    if (raw == Optional.class) {
      return value == null ? Optional.empty() : Optional.ofNullable(read(parts[0], value));
    } else if (Collection.class.isAssignableFrom(raw)) {
      Collection<@Nullable Object> items =
          Set.class.isAssignableFrom(raw) ? new LinkedHashSet<>() : new ArrayList<>();
      for (Object item : value == null ? List.of() : cast(List.class, value)) {
        items.add(read(parts[0], item));
      }
      return items;
    } else if (raw == Map.class) {
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      Map<?, ?> given = value == null ? Map.of() : cast(Map.class, value);
      given.forEach((key, entry) -> entries.put(read(parts[0], key), read(parts[1], entry)));
      return entries;
    }
    throw new IllegalArgumentException("cannot be read: " + type);
  }

  private static Object record(Class<?> wanted, Map<?, ?> fields) {
    Class<?> type = wanted.isSealed() ? permitted(wanted, fields.get(TYPE)) : wanted;
    if (!type.isRecord()) {
      throw new IllegalArgumentException("cannot be read: " + type);
    }
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = read(components[i].getGenericType(), fields.get(components[i].getName()));
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot be read: " + type.getSimpleName(), e);
    }
  }

  private static Class<?> permitted(Class<?> sealed, @Nullable Object name) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .filter(type -> type.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no such " + sealed.getSimpleName() + ": " + name));
  }

  private static @Nullable Object nothing(Class<?> wanted) {
    if (wanted == boolean.class) {
      return false;
    } else if (wanted.isPrimitive()) {
      return number(wanted, 0);
    } else if (wanted == String.class) {
      return "";
    }
    throw new IllegalArgumentException("a " + wanted.getSimpleName() + " is missing");
  }

  private static Number number(Class<?> wanted, Number value) {
    if (wanted == int.class || wanted == Integer.class) {
      return value.intValue();
    } else if (wanted == long.class || wanted == Long.class) {
      return value.longValue();
    } else if (wanted == double.class || wanted == Double.class) {
      return value.doubleValue();
    }
    throw new IllegalArgumentException("cannot be read: " + wanted);
  }

  private static Object constant(Class<?> wanted, String name) {
    return Arrays.stream(wanted.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no such " + wanted.getSimpleName() + ": " + name));
  }

  private static boolean isSpelled(Class<?> type) {
    return type == ChildPath.class
        || type == Signal.class
        || type == Instant.class
        || type == Duration.class;
  }

  private static Object spelled(Class<?> wanted, String text) {
    if (wanted == ChildPath.class) {
      return new ChildPath(text);
    } else if (wanted == Signal.class) {
      return Signal.parse(text)
          .orElseThrow(() -> new IllegalArgumentException("no signal: " + text));
    } else if (wanted == Instant.class) {
      return Instant.parse(text);
    }
    return wanted == Duration.class ? Duration.parse(text) : text;
  }

  private static <T> T cast(Class<T> type, Object value) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("a " + type.getSimpleName() + " is wanted: " + value);
    }
    return type.cast(value);
  }
}
