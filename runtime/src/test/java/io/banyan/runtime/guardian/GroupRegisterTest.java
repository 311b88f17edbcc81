package io.banyan.runtime.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class GroupRegisterTest {

  @Test
  void has_a_line_for_each_living_group_and_uses_the_lines_of_the_dead_again() throws IOException {
    try (GroupRegister register = GroupRegister.create()) {
      register.add(new ProcessIdentity(11, 100));
      register.add(new ProcessIdentity(22, 200));
      register.add(new ProcessIdentity(33, 300));
      register.remove(new ProcessIdentity(22, 200));
      assertThat(Files.readAllLines(register.path()))
          .map(String::strip)
          .containsExactly("+ 11 100", "-", "+ 33 300");

      register.add(new ProcessIdentity(4_194_304, Long.MAX_VALUE));
      register.add(new ProcessIdentity(55, 0));
      register.remove(new ProcessIdentity(99, 1));

      assertThat(Files.readAllLines(register.path()))
          .map(String::strip)
          .containsExactly("+ 11 100", "+ 4194304 " + Long.MAX_VALUE, "+ 33 300", "+ 55 0");
      assertThat(Files.size(register.path())).isEqualTo(4 * 32);
    }
  }

  @Test
  void is_gone_when_it_is_closed() throws IOException {
    GroupRegister register = GroupRegister.create();
    assertThat(register.path()).exists();

    register.close();

    assertThat(register.path()).doesNotExist();
  }
}
