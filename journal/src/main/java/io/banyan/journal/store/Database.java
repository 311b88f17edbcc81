package io.banyan.journal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the database of a journal, opened when it is needed and given up after every
 * failure: a database that met a full disk has to be opened anew. Used by one thread at a time.
 */
final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final String SCHEMA = "/io/banyan/journal/schema.sql";
  private static final int VALIDATION_SECONDS = 5;

  private final Place place;
  private @Nullable Connection connection;

  /**
   * Where it is.
   *
   * @param url for JDBC
   * @param folder made when it is not there, for us alone
   * @param afterCommit a statement that makes what was committed survive a power cut, too
   */
  record Place(
      String url,
      String user,
      String password,
      Optional<Path> folder,
      Optional<String> afterCommit) {

    @Override
    public String toString() {
      return url;
    }
  }

  /** Something to do with the database, in one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  Database(Place place) {
    this.place = place;
  }

  /** Does it and commits, or throws and leaves everything as it was. */
  <T> T inTransaction(boolean changes, Work<T> work) {
    try {
      Connection open = open();
      T result = work.with(open);
      open.commit();
      if (changes && place.afterCommit().isPresent()) {
        run(open, place.afterCommit().get());
      }
      return result;
    } catch (SQLException | RuntimeException failed) {
      close();
      throw StoreException.because(failed);
    }
  }

  private Connection open() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = connect();
      connection = open;
    }
    return open;
  }

  private Connection connect() throws SQLException {
    place.folder().ifPresent(Database::make);
    Properties credentials = new Properties();
    credentials.put("user", place.user());
    credentials.put("password", place.password());
    Connection opened = DriverManager.getConnection(place.url(), credentials);
    try {
      opened.setAutoCommit(false);
      for (String statement : schema().split(";", -1)) {
        if (!statement.isBlank()) {
          run(opened, statement);
        }
      }
      opened.commit();
      return opened;
    } catch (SQLException | RuntimeException failed) {
      opened.close();
      throw failed;
    }
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void run(Connection open, String statement) throws SQLException {
    try (Statement sql = open.createStatement()) {
      sql.execute(statement);
    }
  }

  private static String schema() {
    try (InputStream text = Database.class.getResourceAsStream(SCHEMA)) {
      if (text == null) {
        throw new IllegalStateException(SCHEMA + " is missing");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether there is a connection that works. */
  boolean isOpen() {
    try {
      return connection != null && connection.isValid(VALIDATION_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("{} was closed in disorder", place, e);
      }
    }
  }
}
