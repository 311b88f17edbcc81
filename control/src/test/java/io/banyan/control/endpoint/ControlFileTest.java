package io.banyan.control.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.engine.ProcessIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlFileTest {

  @TempDir Path base;

  private static ControlFile file() {
    return ControlFile.ofThisProcess(
        URI.create("http://127.0.0.1:4711"), "secret", "shop", Path.of("/shop.conf"), "1");
  }

  @Test
  void itIsReadBackAndOnlyItsOwnerCanReadIt() throws IOException {
    Path directory = base.resolve("banyan/shop");

    file().write(directory);

    assertThat(ControlFile.read(directory)).contains(file());
    assertThat(mode(directory)).isEqualTo("rwx------");
    assertThat(mode(directory.resolve(ControlFile.NAME))).isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFolderOpenToOthersIsRefused() throws IOException {
    Path open = Files.createDirectory(base.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> file().write(open))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("chmod 700");
  }

  @Test
  void aLinkInPlaceOfTheFolderIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(base.resolve("link"), base);

    assertThatThrownBy(() -> file().write(link)).hasMessageContaining("is not a folder");
  }

  @Test
  void itIsLiveWhileItsProcessIs() {
    ProcessIdentity self = file().process();

    assertThat(file().isLive()).isTrue();
    assertThat(withProcess(new ProcessIdentity(self.pid(), self.startTime() + 1)).isLive())
        .as("its pid was given to another process")
        .isFalse();
    assertThat(withProcess(new ProcessIdentity(Integer.MAX_VALUE, 1)).isLive()).isFalse();
  }

  @Test
  void oneThatAnotherRuntimeHasWrittenSinceIsNotRemoved() throws IOException {
    Path directory = base.resolve("shop");
    ControlFile other = withProcess(new ProcessIdentity(1, 1));
    other.write(directory);

    file().remove(directory);
    assertThat(ControlFile.read(directory)).contains(other);

    other.remove(directory);
    assertThat(ControlFile.read(directory)).isEmpty();
  }

  @Test
  void rubbishIsNoControlFile() throws IOException {
    Files.writeString(base.resolve(ControlFile.NAME), "{\"url\": 3}");

    assertThat(ControlFile.read(base)).isEmpty();
  }

  @Test
  void theTokenDoesNotGetIntoLogs() {
    assertThat(file().toString()).doesNotContain("secret");
    assertThat(ControlFile.newToken()).hasSize(64).isNotEqualTo(ControlFile.newToken());
  }

  private static ControlFile withProcess(ProcessIdentity process) {
    ControlFile file = file();
    return new ControlFile(
        file.url(), file.token(), process, file.name(), file.file(), file.version());
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
