package io.banyan.pool.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Values as bytes, and back. Safe from any thread. */
public interface Codec<T> {

  /**
   * @throws IllegalArgumentException when this value has no bytes
   */
  byte[] encode(T value);

  /**
   * @throws IOException when these bytes are no value; its message is for people
   */
  T decode(byte[] bytes) throws IOException;

  /** Text in UTF-8. */
  static Codec<String> text() {
    return new Codec<>() {
      @Override
      public byte[] encode(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
      }
    };
  }

  /** Bytes as they are. */
  static Codec<byte[]> bytes() {
    return new Codec<>() {
      @Override
      public byte[] encode(byte[] value) {
        return value.clone();
      }

      @Override
      public byte[] decode(byte[] bytes) {
        return bytes.clone();
      }
    };
  }

  /** JSON of this type, with Jackson's defaults. */
  static <T> Codec<T> json(Class<T> type) {
    return json(type, JsonMapper.builder().findAndAddModules().build());
  }

  /** JSON of this type. */
  static <T> Codec<T> json(Class<T> type, ObjectMapper mapper) {
    return new Codec<>() {
      @Override
      public byte[] encode(T value) {
        try {
          return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
          throw new IllegalArgumentException(
              "cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
      }

      @Override
      public T decode(byte[] bytes) throws IOException {
        return mapper.readValue(bytes, type);
      }
    };
  }
}
