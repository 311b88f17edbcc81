package io.banyan.pool.periodic.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times of the clock on the wall, in the five fields of cron: minute, hour, day of the month, month,
 * day of the week (0 and 7 are Sunday; names are allowed). Where both days are restricted, one of
 * them is enough. In place of the fields there can be {@code @hourly}, {@code @daily}, {@code
 * @weekly}, {@code @monthly} or {@code @yearly}.
 *
 * <p>When the clock is put forward, a time that there is not that day is had as soon as the gap is
 * over, once; when it is put back, a time that there is twice is had the first time only. Where the
 * hour begins with a star, each hour that really passes counts instead: none more, none less.
 */
public final class Cron {

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final Map<String, String> NAMES =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *");

  private final String text;
  private final ZoneId zone;
  private final ExecutionTime times;
  private final boolean everyHour;

  private Cron(String text, ZoneId zone, String fields) {
    this.text = text;
    this.zone = zone;
    this.times = ExecutionTime.forCron(PARSER.parse(fields));
    this.everyHour = fields.split(" ", -1)[1].startsWith("*");
  }

  /**
   * Reads it.
   *
   * @param zone whose clock
   * @throws IllegalArgumentException that says what is wrong
   */
  public static Cron parse(String text, ZoneId zone) {
    String plain = text.strip().replaceAll("\\s+", " ");
    String fields = NAMES.getOrDefault(plain.toLowerCase(Locale.ROOT), plain);
    if (fields.startsWith("@")) {
      throw new IllegalArgumentException(
          "unknown name " + fields + ", known are " + NAMES.keySet());
    }
    if (fields.split(" ", -1).length != 5) {
      throw new IllegalArgumentException(
          "needs five fields: minute, hour, day of the month, month, day of the week");
    }
    Cron cron = new Cron(plain, zone, fields);
    if (cron.next(Instant.EPOCH).isEmpty()) {
      throw new IllegalArgumentException("there is no such day");
    }
    return cron;
  }

  /** The first time after that one; empty when there is none in sight. */
  public Optional<Instant> next(Instant after) {
    ZoneRules rules = zone.getRules();
    Instant from = after;
    LocalDateTime local = notYetHad(after);
    while (true) {
      ZoneOffset offset = rules.getOffset(from);
      ZoneOffsetTransition change = rules.nextTransition(from);
      Optional<LocalDateTime> match = nextLocal(local);
      if (match.isEmpty()) {
        return Optional.empty();
      }
      Instant at = match.get().toInstant(offset);
      if (change == null || at.isBefore(change.getInstant())) {
        return Optional.of(at);
      }
      boolean inGap = change.isGap() && match.get().isBefore(change.getDateTimeAfter());
      if (inGap && !everyHour) {
        return Optional.of(change.getInstant());
      }
      from = change.getInstant();
      local = justBefore(beginning(change));
    }
  }

  /** A local time after which, at that instant, everything is still to come. */
  private LocalDateTime notYetHad(Instant after) {
    LocalDateTime local = LocalDateTime.ofInstant(after, zone);
    ZoneOffsetTransition last = zone.getRules().previousTransition(after.plusNanos(1));
    LocalDateTime first = last == null ? local : justBefore(beginning(last));
    return first.isAfter(local) ? first : local;
  }

  /** From which local time on there is something new after a change of the clock. */
  private LocalDateTime beginning(ZoneOffsetTransition change) {
    return change.isOverlap() && !everyHour
        ? change.getDateTimeBefore()
        : change.getDateTimeAfter();
  }

  private static LocalDateTime justBefore(LocalDateTime local) {
    return local.minusSeconds(1);
  }

  /** As if there were no changes of the clock. */
  private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
    return times
        .nextExecution(ZonedDateTime.of(after, ZoneOffset.UTC))
        .map(ZonedDateTime::toLocalDateTime);
  }

  public ZoneId zone() {
    return zone;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cron cron && text.equals(cron.text) && zone.equals(cron.zone);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + zone.hashCode();
  }

  /** {@code 0 3 * * * (Europe/Berlin)}. */
  @Override
  public String toString() {
    return text + " (" + zone + ")";
  }
}
