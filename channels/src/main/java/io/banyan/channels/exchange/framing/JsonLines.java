package io.banyan.channels.exchange.framing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;

/**
 * A JSON value on each line. Lines that are blank are skipped; what is not one JSON value is
 * garbage.
 *
 * @param <T> what the JSON means
 */
public final class JsonLines<T> implements Framing<T> {

  /** So deep may arrays and objects be unless somebody says otherwise. */
  public static final int MAX_DEPTH = 100;

  private final Class<T> type;
  private final ObjectMapper mapper;
  private final Framing<T> framing;

  private JsonLines(Lines lines, Class<T> type, ObjectMapper mapper) {
    this.type = type;
    this.mapper = mapper;
    this.framing = new WrittenLines(lines).as(this::read, this::write);
  }

  /** Any JSON, of at most 1 MiB and 100 levels. */
  public static JsonLines<JsonNode> nodes() {
    return of(JsonNode.class, Lines.MAX_BYTES, MAX_DEPTH);
  }

  /** JSON that means this, such as a record; of at most 1 MiB and 100 levels. */
  public static <T> JsonLines<T> of(Class<T> type) {
    return of(type, Lines.MAX_BYTES, MAX_DEPTH);
  }

  /**
   * JSON that means this.
   *
   * @param maxBytes of a line, at least 1
   * @param maxDepth of arrays and objects within each other, at least 1
   */
  public static <T> JsonLines<T> of(Class<T> type, int maxBytes, int maxDepth) {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(maxDepth)
            .maxStringLength(maxBytes)
            .maxNameLength(maxBytes)
            .build();
    ObjectMapper mapper =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    return new JsonLines<>(Lines.utf8().upTo(maxBytes), type, mapper);
  }

  @Override
  public Decoder<T> decoder() {
    return framing.decoder();
  }

  @Override
  public ByteBuffer encode(T message) {
    return framing.encode(message);
  }

  private T read(String line) {
    try {
      T message = mapper.readValue(line, type);
      if (message == null) {
        throw new FramingException("null, where " + type.getSimpleName() + " is expected");
      }
      return message;
    } catch (JsonProcessingException wrong) {
      throw new FramingException("no JSON that is understood: " + wrong.getOriginalMessage());
    }
  }

  private String write(T message) {
    try {
      return mapper.writeValueAsString(message);
    } catch (JsonProcessingException wrong) {
      throw new FramingException("cannot be written as JSON: " + wrong.getOriginalMessage());
    }
  }
}
