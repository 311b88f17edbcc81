package io.banyan.control.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {

  @TempDir Path folder;

  private Path file(String content, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void the_line_is_the_token() throws IOException {
    assertThat(TokenFile.read(file("0123456789abcdef+/=\n", "rw-r-----")))
        .isEqualTo("0123456789abcdef+/=");
  }

  @Test
  void what_everybody_can_read_is_no_secret() throws IOException {
    Path file = file("0123456789abcdef", "rw-r--r--");

    assertThatThrownBy(() -> TokenFile.read(file)).hasMessageContaining("chmod");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "short", "0123456789abcde", "01234567 89abcdef", "0123456789abcdé…"})
  void what_could_be_guessed_or_not_be_sent_is_refused_and_not_repeated(String content)
      throws IOException {
    Path file = file(content, "rw-------");

    assertThatThrownBy(() -> TokenFile.read(file))
        .hasMessageContaining("has no token")
        .hasMessageNotContaining(content.isBlank() ? "\0" : content);
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    assertThatThrownBy(() -> TokenFile.read(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
