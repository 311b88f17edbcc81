package io.banyan.control.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose fields keep their order. Values are null, {@link String}, {@link Boolean},
 * {@link Number}, {@link List} or {@link JsonObject}. The getters answer empty for a field that is
 * absent, null or of another type. Built by one thread, then only read.
 */
public final class JsonObject {

  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  /** Sets a field; an {@link Optional} stands for its value or null. */
  public JsonObject put(String name, @Nullable Object value) {
    fields.put(name, value instanceof Optional<?> optional ? optional.orElse(null) : value);
    return this;
  }

  public Map<String, @Nullable Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  public Optional<String> string(String name) {
    return typed(name, String.class);
  }

  public Optional<Boolean> bool(String name) {
    return typed(name, Boolean.class);
  }

  /** A whole number. */
  public Optional<Long> number(String name) {
    return typed(name, Number.class).map(Number::longValue);
  }

  public Optional<Double> decimal(String name) {
    return typed(name, Number.class).map(Number::doubleValue);
  }

  public Optional<JsonObject> object(String name) {
    return typed(name, JsonObject.class);
  }

  /** The objects in an array; empty when there is no such array. */
  public List<JsonObject> objects(String name) {
    return typed(name, List.class).map(JsonObject::objectsOf).orElse(List.of());
  }

  /** The strings in an array; empty when there is no such array. */
  public List<String> strings(String name) {
    List<String> strings = new ArrayList<>();
    for (Object item : typed(name, List.class).orElse(List.of())) {
      strings.add(String.valueOf(item));
    }
    return strings;
  }

  /** What of a parsed array are objects. */
  public static List<JsonObject> objectsOf(List<?> array) {
    return array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
  }

  private <T> Optional<T> typed(String name, Class<T> type) {
    return Optional.ofNullable(fields.get(name)).filter(type::isInstance).map(type::cast);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonObject object && fields.equals(object.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Its JSON, on one line. */
  @Override
  public String toString() {
    return Json.write(this);
  }
}
