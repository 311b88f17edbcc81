package io.banyan.pool.function.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesTest {

  private static final int ROOM = 1024 * 1024;

  /** Does something by being read, as what is used for attacks does. */
  static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1;
    static final AtomicBoolean RAN = new AtomicBoolean();

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      RAN.set(true);
    }
  }

  record Point(int x, int y) implements Serializable {}

  static List<@Nullable Object> values() {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(null);
    values.addAll(
        List.of(
            1,
            -2L,
            0.5,
            true,
            "text, also with a lone surrogate \uD800",
            "x".repeat(100_000),
            new BigDecimal("1.50"),
            Instant.EPOCH,
            DayOfWeek.MONDAY,
            new UUID(1, 2),
            List.of(1, "two", List.of(3.0)),
            Set.of(1),
            new LinkedHashMap<>(Map.of("a", 1)),
            EnumSet.of(DayOfWeek.FRIDAY),
            new TreeSet<>(List.of(3, 1, 2)),
            new ArrayList<>(List.of("a"))));
    return values;
  }

  @ParameterizedTest
  @MethodSource("values")
  void values_of_the_jdk_need_no_permission(@Nullable Object value) throws IOException {
    assertThat(read(write(value, new HashSet<>()), Set.of())).isEqualTo(value);
  }

  @Test
  void arrays_come_back_as_they_were() throws IOException {
    assertThat(read(write(new byte[] {1, 2}, new HashSet<>()), Set.of()))
        .isEqualTo(new byte[] {1, 2});
    assertThat(read(write(new int[][] {{1}, {2, 3}}, new HashSet<>()), Set.of()))
        .isEqualTo(new int[][] {{1}, {2, 3}});
  }

  @Test
  void what_was_found_while_writing_is_what_has_to_be_allowed() throws IOException {
    Set<String> found = new HashSet<>();
    List<Point[]> value = List.<Point[]>of(new Point[] {new Point(1, 2)});
    byte[] written = write(value, found);

    assertThat(found).contains(Point.class.getName());
    assertThatThrownBy(() -> read(written, Set.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(Point.class.getName());
    assertThat(((Point[]) ((List<?>) read(written, found)).get(0))[0]).isEqualTo(new Point(1, 2));
  }

  @Test
  void a_foreign_class_is_refused_before_it_runs() throws IOException {
    byte[] direct = write(new Gadget(), new HashSet<>());
    byte[] hidden = write(new ArrayList<>(List.of(Map.of("key", new Gadget()))), new HashSet<>());

    assertThatThrownBy(() -> read(direct, Set.of(Point.class.getName())))
        .hasMessageContaining(Gadget.class.getName());
    assertThatThrownBy(() -> read(hidden, Set.of(Point.class.getName())))
        .hasMessageContaining(Gadget.class.getName());
    assertThat(Gadget.RAN).isFalse();
  }

  @Test
  void a_collection_cannot_bring_a_comparator_of_its_own() throws IOException {
    TreeSet<String> set = new TreeSet<>((Comparator<String> & Serializable) String::compareTo);
    byte[] written = write(set, new HashSet<>());

    assertThatThrownBy(() -> read(written, Set.of())).isInstanceOf(IOException.class);
  }

  @Test
  void a_proxy_is_refused() throws IOException {
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Comparable.class},
            (Serializable & java.lang.reflect.InvocationHandler) (self, method, given) -> 0);
    byte[] written = write(proxy, new HashSet<>());

    assertThatThrownBy(() -> read(written, Set.of("java.lang.Comparable")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void what_is_nested_too_deeply_is_refused() throws IOException {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      list = new ArrayList<>(List.of(list));
    }
    byte[] written = write(list, new HashSet<>());

    assertThatThrownBy(() -> read(written, Set.of())).isInstanceOf(IOException.class);
  }

  @Test
  void a_length_that_is_a_lie_is_refused_before_there_is_room_for_it() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(ValueOutput.BYTES);
    out.writeInt(Integer.MAX_VALUE);

    assertThatThrownBy(() -> read(bytes.toByteArray(), Set.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shorter frame");
  }

  @Test
  void what_does_not_fit_into_its_frame_is_told() {
    FrameBuilder frame = new FrameBuilder(FrameType.RETURNED, 100);

    assertThatThrownBy(() -> ValueOutput.write(frame.data(), "x".repeat(100), new HashSet<>()))
        .isInstanceOf(FrameBuilder.TooLong.class)
        .hasMessage("more than 100 bytes");
  }

  @Test
  void frames_are_cut_where_they_end_and_a_torn_one_is_the_end() throws IOException {
    FrameBuilder frame = new FrameBuilder(FrameType.HELLO, 100);
    frame.data().writeLong(7);
    byte[] bytes = frame.toBytes();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes);
    all.write(bytes, 0, bytes.length - 1);
    FrameReader reader = new FrameReader(new ByteArrayInputStream(all.toByteArray()), 100);

    Frame first = reader.next();
    assertThat(first).isNotNull();
    assertThat(first.type()).isEqualTo(FrameType.HELLO);
    assertThat(first.data().readLong()).isEqualTo(7);
    assertThat(reader.next()).isNull();
    assertThatThrownBy(() -> new FrameReader(new ByteArrayInputStream(bytes), 7).next())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("8 bytes");
  }

  @Test
  void a_failure_is_described_however_large_it_is() throws IOException {
    Throwable deep = new IllegalStateException("0");
    for (int i = 1; i < 100; i++) {
      deep = new IllegalStateException("y".repeat(100_000), deep);
      deep.addSuppressed(new IOException("z"));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Failure.of(deep).write(new DataOutputStream(bytes));

    Failure read = Failure.read(data(bytes.toByteArray()));

    assertThat(read.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(read.message()).startsWith("yyy").hasSizeLessThan(20_000);
    assertThat(read.suppressed()).hasSize(1);
    assertThat(read.stack().get(0).getClassName()).isEqualTo(getClass().getName());
  }

  private static byte[] write(@Nullable Object value, Set<String> found) throws IOException {
    FrameBuilder frame = new FrameBuilder(FrameType.RETURNED, ROOM);
    ValueOutput.write(frame.data(), value, found);
    return frame.toBody();
  }

  private static @Nullable Object read(byte[] bytes, Set<String> allowed) throws IOException {
    return ValueInput.read(data(bytes), allowed);
  }

  private static DataInputStream data(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
