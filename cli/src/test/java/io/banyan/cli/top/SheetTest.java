package io.banyan.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.cli.top.View.Pane;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetTest {

  private final Spark cpu = new Spark(true);
  private final Sheet sheet = new Sheet(cpu, new Spark(true), true);
  private final View view = View.first(Order.NAME, false);

  @Test
  void sums_up_what_there_is() {
    assertThat(draw(Services.ALL, view).get(0))
        .isEqualTo("shop   2 of 3 running, 1 failed   cpu 5.5%   mem 11.4MiB   12:00:00");
  }

  @Test
  void shows_the_last_looks_of_each() {
    cpu.note(List.of(Services.WEB), service -> 0.0);
    cpu.note(List.of(Services.WEB), service -> 5.0);

    assertThat(draw(Services.ALL, view).get(3)).startsWith("web ").contains("5.0           ▁█");
  }

  @Test
  void marks_the_column_it_is_sorted_by() {
    assertThat(draw(Services.ALL, view).get(2)).startsWith("NAMEv ");
    assertThat(draw(Services.ALL, view.sorted(Order.NAME, true)).get(2)).startsWith("NAME^ ");
    assertThat(draw(Services.ALL, view.asTree(true)).get(2)).startsWith("NAME ");
  }

  @ParameterizedTest
  @CsvSource({"200, 50", "80, 24", "40, 8", "10, 3", "1, 1"})
  void never_leaves_the_screen(int width, int height) {
    List<Service> many = IntStream.range(0, 1000).mapToObj(i -> Services.ALL.get(i % 3)).toList();

    List<AttributedString> lines = sheet.draw(picture(many), view, width, height);

    assertThat(lines).hasSize(height).allMatch(line -> line.columnLength() <= width);
  }

  @Test
  void the_marked_line_stays_in_sight() {
    List<Service> many =
        IntStream.range(100, 200)
            .mapToObj(
                i ->
                    new Service(
                        "p" + i,
                        Optional.empty(),
                        "running",
                        "",
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
            .toList();

    assertThat(draw(many, view.selecting("p150"))).anyMatch(line -> line.startsWith("p150 "));
    assertThat(draw(many, view.selecting("p199"))).anyMatch(line -> line.startsWith("p199 "));
  }

  @Test
  void what_a_process_wrote_moves_no_cursor() {
    Picture picture =
        new Picture("shop", Services.ALL, List.of("a\u001b[2Jb"), "", Optional.empty());

    assertThat(
            sheet.draw(picture, view.showing(new Pane.Logs("web")), 80, 24).stream()
                .map(AttributedString::toString))
        .contains("a?[2Jb");
  }

  @Test
  void tells_why_it_is_not_up_to_date() {
    Picture picture = new Picture("shop", Services.ALL, List.of(), "", Optional.of("it has ended"));

    assertThat(sheet.draw(picture, view, 80, 24).get(1).toString()).isEqualTo("it has ended");
  }

  private List<String> draw(List<Service> services, View seen) {
    return sheet.draw(picture(services), seen, 200, 24).stream()
        .map(AttributedString::toString)
        .toList();
  }

  private static Picture picture(List<Service> services) {
    return new Picture("shop", services, List.of(), "12:00:00", Optional.empty());
  }
}
