package io.banyan.channels.exchange.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthPrefixedTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void wherever_they_are_cut_frames_come_out_as_they_went_in(long seed) {
    Random random = new Random(seed);
    ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    LengthPrefixed framing =
        new LengthPrefixed(List.of(1, 2, 4).get((int) seed % 3), order, 70_000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] frame = new byte[random.nextInt(Math.min(framing.maxBytes(), i == 50 ? 70_000 : 300))];
      random.nextBytes(frame);
      frames.add(frame);
      ByteBuffer encoded = framing.encode(frame);
      bytes.write(encoded.array(), encoded.position(), encoded.remaining());
    }

    List<Decoded<byte[]>> found = Cuts.decode(framing, bytes.toByteArray(), random);

    assertThat(found).hasSize(100).allMatch(Decoded.Frame.class::isInstance);
    for (int i = 0; i < 100; i++) {
      assertThat(((Decoded.Frame<byte[]>) found.get(i)).message()).isEqualTo(frames.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void any_bytes_are_frames_or_break_or_end_too_soon_and_nothing_follows_that(long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[20_000];
    random.nextBytes(bytes);

    List<Decoded<byte[]>> found =
        Cuts.decode(LengthPrefixed.bigEndian().behind(2).upTo(5000), bytes, random);

    assertThat(found).isNotEmpty();
    assertThat(found.subList(0, found.size() - 1)).allMatch(Decoded.Frame.class::isInstance);
  }

  @Test
  void the_order_of_the_bytes_of_the_length_is_as_said() {
    byte[] frame = new byte[258];

    assertThat(start(LengthPrefixed.bigEndian().encode(frame), 4)).containsExactly(0, 0, 1, 2);
    assertThat(start(LengthPrefixed.littleEndian().encode(frame), 4)).containsExactly(2, 1, 0, 0);
    assertThat(start(LengthPrefixed.bigEndian().behind(2).encode(frame), 2)).containsExactly(1, 2);
  }

  @Test
  void a_frame_that_is_too_long_breaks_the_stream_before_any_of_it_is_kept() {
    byte[] garbage = {'H', 'e', 'l', 'l', 'o'};

    assertThat(Cuts.whole(LengthPrefixed.bigEndian(), garbage))
        .containsExactly(
            new Decoded.Broken<>("a frame of 1214606444 bytes, where 16777216 are allowed"));
    assertThat(Cuts.whole(LengthPrefixed.bigEndian(), new byte[] {-1, -1, -1, -1, 0}))
        .containsExactly(
            new Decoded.Broken<>("a frame of 4294967295 bytes, where 16777216 are allowed"));
  }

  @Test
  void what_is_announced_takes_no_memory_before_it_comes() {
    LengthPrefixed huge = LengthPrefixed.bigEndian().upTo(Integer.MAX_VALUE - 8);
    List<Decoder<byte[]>> decoders = new ArrayList<>();
    // Two terabytes are announced.
    for (int i = 0; i < 1000; i++) {
      Decoder<byte[]> decoder = huge.decoder();
      decoder.decode(
          ByteBuffer.wrap(new byte[] {0x7f, -1, -1, 0, 1}),
          found -> {
            throw new AssertionError("nothing is complete");
          });
      decoders.add(decoder);
    }

    assertThat(decoders).hasSize(1000);
  }

  @Test
  void what_the_end_leaves_unfinished_is_told() {
    LengthPrefixed framing = LengthPrefixed.bigEndian();

    assertThat(Cuts.whole(framing, new byte[] {0, 0}))
        .containsExactly(
            new Decoded.Unfinished<>(Optional.empty(), "only 2 of 4 bytes of a length"));
    assertThat(Cuts.whole(framing, new byte[] {0, 0, 0, 3, 1}))
        .containsExactly(
            new Decoded.Unfinished<>(Optional.empty(), "only 1 of 3 bytes of a frame"));
    assertThat(Cuts.whole(framing, new byte[] {0, 0, 0, 0})).hasSize(1);
  }

  @Test
  void no_frame_is_longer_than_its_length_can_say() {
    LengthPrefixed one = LengthPrefixed.bigEndian().behind(1);

    assertThat(one.encode(new byte[255]).remaining()).isEqualTo(256);
    assertThatThrownBy(() -> one.encode(new byte[256]))
        .hasMessage("a frame of 256 bytes, where 255 are allowed");
    assertThatThrownBy(() -> one.behind(3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void who_joins_late_cannot_tell_where_a_frame_begins() {
    assertThat(LengthPrefixed.bigEndian().decoder().joinLate(false)).isFalse();
  }

  private static byte[] start(ByteBuffer bytes, int count) {
    byte[] start = new byte[count];
    bytes.get(start);
    return start;
  }
}
