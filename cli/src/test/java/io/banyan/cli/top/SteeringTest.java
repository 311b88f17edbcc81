package io.banyan.cli.top;

import static io.banyan.cli.top.Services.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.cli.top.Key.Special;
import io.banyan.cli.top.Key.Typed;
import io.banyan.cli.top.View.Pane;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteeringTest {

  private View view = View.first(Order.NAME, false);
  private Ask ask = new Ask.Nothing();

  @Test
  void arrows_mark_a_line_and_stop_at_the_ends() {
    press(Special.DOWN);
    assertThat(view.selected()).contains("workers/mailer");
    press(Special.PAGE_DOWN);
    assertThat(view.selected()).contains("workers/sorter");
    press(Special.DOWN);
    assertThat(view.selected()).contains("workers/sorter");
    press(Special.HOME);
    press(Special.UP);
    assertThat(view.selected()).contains("web");
  }

  @ParameterizedTest
  @CsvSource({"r, restart, ''", "s, stop, ''", "a, start, ''", "k, kill, TERM", "K, kill, KILL"})
  void an_operation_is_done_only_after_a_yes(char key, String verb, String signal) {
    Ask.Operate wanted = new Ask.Operate(verb, "web", signal);

    type(key);
    assertThat(view.pane()).isEqualTo(new Pane.Confirming(wanted));
    assertThat(ask).isEqualTo(new Ask.Nothing());
    type('n');
    assertThat(ask).isEqualTo(new Ask.Nothing());
    assertThat(view.notice()).startsWith("not done");

    type(key);
    type('y');
    assertThat(ask).isEqualTo(wanted);
    assertThat(view.pane()).isEqualTo(new Pane.Processes());
  }

  @Test
  void the_question_is_about_the_line_that_was_marked_whatever_is_sorted_meanwhile() {
    press(Special.END);
    type('s');
    view = view.sorted(Order.CPU, true);
    type('y');

    assertThat(ask).isEqualTo(new Ask.Operate("stop", "workers/sorter", ""));
  }

  @Test
  void columns_sort_by_their_key_and_one_after_the_other() {
    type('M');
    assertThat(view.order()).isEqualTo(Order.MEMORY);
    type('>');
    assertThat(view.order()).isEqualTo(Order.NAME);
    press(Special.LEFT);
    assertThat(view.order()).isEqualTo(Order.MEMORY);
    type('i');
    assertThat(view.reversed()).isTrue();
    type('t');
    assertThat(view.tree()).isTrue();
    type('P');
    assertThat(view.tree()).isFalse();
  }

  @Test
  void while_a_filter_is_typed_letters_are_letters() {
    type('/');
    type('q');
    type('k');
    assertThat(view.filter()).isEqualTo("qk");
    assertThat(ask).isEqualTo(new Ask.Nothing());
    press(Special.BACKSPACE);
    press(Special.ENTER);
    assertThat(view.filter()).isEqualTo("q");
    press(Special.ESCAPE);
    assertThat(view.filter()).isEmpty();
  }

  @Test
  void logs_and_help_are_left_with_any_key() {
    press(Special.ENTER);
    assertThat(view.pane()).isEqualTo(new Pane.Logs("web"));
    assertThat(ask).isEqualTo(new Ask.Look());
    type('q');
    assertThat(view.pane()).isEqualTo(new Pane.Processes());
    assertThat(ask).isEqualTo(new Ask.Nothing());
    type('?');
    assertThat(view.pane()).isEqualTo(new Pane.Help());
    press(Special.ESCAPE);
    type('q');
    assertThat(ask).isEqualTo(new Ask.Quit());
  }

  @Test
  void nothing_can_be_asked_of_an_empty_list() {
    Steering.Step step = Steering.on(new Typed('k'), view, List.of(), 10);

    assertThat(step.view().pane()).isEqualTo(new Pane.Processes());
    assertThat(Steering.on(Special.DOWN, view, List.of(), 10).view()).isEqualTo(view);
  }

  private void type(char character) {
    press(new Typed(character));
  }

  private void press(Key key) {
    Steering.Step step = Steering.on(key, view, Listing.of(ALL, view), 10);
    view = step.view();
    ask = step.ask();
  }
}
