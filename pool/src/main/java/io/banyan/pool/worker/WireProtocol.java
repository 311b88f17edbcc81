package io.banyan.pool.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.banyan.channels.exchange.Protocol;
import io.banyan.channels.exchange.framing.Framing;
import io.banyan.channels.exchange.framing.FramingException;
import io.banyan.channels.exchange.framing.JsonLines;
import io.banyan.channels.exchange.framing.LengthPrefixed;
import io.banyan.channels.exchange.framing.Lines;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * How a worker that is a process is spoken with: one task at a time, and its result before the
 * next. Tasks and results are texts on our side.
 */
public enum WireProtocol {
  /** A line for a line. */
  LINES(Lines.utf8()) {
    @Override
    Answer<String> answer(String result) {
      return new Answer.Done<>(result);
    }
  },

  /** A JSON value on a line for another; an object with a field {@code error} is a failure. */
  JSON_LINES(JsonLines.nodes().as(JsonNode::toString, WireProtocol::json)) {
    @Override
    Answer<String> answer(String result) {
      return error(json(result))
          .<Answer<String>>map(error -> new Answer.Failed<>(error, Optional.empty()))
          .orElseGet(() -> new Answer.Done<>(result));
    }
  },

  /** Bytes behind their length for such bytes; UTF-8 on our side. */
  FRAMES(
      LengthPrefixed.bigEndian()
          .as(
              bytes -> new String(bytes, StandardCharsets.UTF_8),
              text -> text.getBytes(StandardCharsets.UTF_8))) {
    @Override
    Answer<String> answer(String result) {
      return new Answer.Done<>(result);
    }
  };

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final Framing<String> framing;

  WireProtocol(Framing<String> framing) {
    this.framing = framing;
  }

  /** What is said there and back. */
  Protocol<String, String> protocol() {
    return Protocol.of(framing);
  }

  /** What a result means. */
  abstract Answer<String> answer(String result);

  /** As configuration spells it: {@code json-lines}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonNode json(String text) {
    try {
      JsonNode node = JSON.readValue(text);
      if (node == null || node.isMissingNode()) {
        throw new FramingException("not JSON: it is empty");
      }
      return node;
    } catch (JsonProcessingException wrong) {
      throw new FramingException("not JSON: " + wrong.getOriginalMessage());
    }
  }

  private static Optional<String> error(JsonNode result) {
    return Optional.ofNullable(result.get("error"))
        .filter(error -> !error.isNull())
        .map(error -> error.isTextual() ? error.asText() : error.toString());
  }
}
