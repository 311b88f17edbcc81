package io.banyan.tony;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number, exactly as somebody wrote it. {@code 5}, {@code 5.0} and {@code 50e-1} are the same
 * number. Not a number and infinity are none.
 */
public final class NumberNode extends Node implements Comparable<NumberNode> {

  private static final int LONG_DIGITS = 19;
  private static final int PLAIN_DIGITS = 40;
  private static final BigDecimal MINIMUM = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAXIMUM = BigDecimal.valueOf(Long.MAX_VALUE);

  private final long whole;

  /** There when it is not a whole number of 64 bits; without zeros at its end. */
  private final @Nullable BigDecimal other;

  private NumberNode(long whole, @Nullable BigDecimal other, Tag tag, Position position) {
    super(tag, position);
    this.whole = whole;
    this.other = other;
  }

  public static NumberNode of(long number) {
    return new NumberNode(number, null, Tag.NONE, Position.NOWHERE);
  }

  public static NumberNode of(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    if (stripped.scale() <= 0
        && (long) stripped.precision() - stripped.scale() <= LONG_DIGITS
        && stripped.compareTo(MINIMUM) >= 0
        && stripped.compareTo(MAXIMUM) <= 0) {
      return of(stripped.longValueExact());
    }
    return new NumberNode(0, stripped, Tag.NONE, Position.NOWHERE);
  }

  /**
   * The shortest number that is this one in binary.
   *
   * @throws IllegalArgumentException when it is infinite or not a number
   */
  public static NumberNode of(double number) {
    return of(BigDecimal.valueOf(number));
  }

  /**
   * Reads a number.
   *
   * @return empty when this is not a number of JSON
   * @throws IllegalArgumentException when it is one, but longer than anybody needs
   */
  public static Optional<NumberNode> parse(String text) {
    if (!JsonNumber.is(text)) {
      return Optional.empty();
    }
    if (text.length() > Limits.NUMBER_LENGTH) {
      throw new IllegalArgumentException(
          "a number has at most %,d characters".formatted(Limits.NUMBER_LENGTH));
    }
    if (text.length() < LONG_DIGITS && JsonNumber.isWhole(text)) {
      return Optional.of(of(Long.parseLong(text)));
    }
    try {
      BigDecimal number = new BigDecimal(text);
      // Zeros are taken off its end, which makes the exponent larger.
      if (Math.abs((long) number.scale()) > Integer.MAX_VALUE - 2L * Limits.NUMBER_LENGTH) {
        throw new ArithmeticException();
      }
      return Optional.of(of(number));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("the exponent of the number is too large", e);
    }
  }

  public BigDecimal value() {
    return other == null ? BigDecimal.valueOf(whole) : other;
  }

  /** As JSON has it. The same for the same number. */
  public String text() {
    if (other == null) {
      return Long.toString(whole);
    }
    long digits = Math.max(other.precision(), Math.abs((long) other.scale()));
    return digits <= PLAIN_DIGITS ? other.toPlainString() : other.toString();
  }

  @Override
  public int compareTo(NumberNode node) {
    return other == null && node.other == null
        ? Long.compare(whole, node.whole)
        : value().compareTo(node.value());
  }

  @Override
  Node copy(Tag tag, Position position) {
    return new NumberNode(whole, other, tag, position);
  }

  @Override
  public boolean sameValue(Node node) {
    return node instanceof NumberNode number
        && whole == number.whole
        && (other == null ? number.other == null : isSame(other, number.other));
  }

  /** Both are without zeros at their ends. */
  private static boolean isSame(BigDecimal one, @Nullable BigDecimal another) {
    return another != null && one.compareTo(another) == 0;
  }

  @Override
  int valueHash() {
    return other == null ? Long.hashCode(whole) : other.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
