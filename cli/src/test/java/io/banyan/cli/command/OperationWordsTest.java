package io.banyan.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.control.json.Json;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kill    | {'result':'sent','signal':'TERM'}      | Sent TERM to service mailer          | 0",
        "kill    | {'result':'not-found'}                 | Service mailer not found             | 3",
        "kill    | {'result':'already-stopped'}           | Service mailer is already stopped    | 0",
        "signal  | {'result':'already-stopped'}           | Service mailer is already stopped    | 1",
        "kill    | {'result':'failed','reason':'no luck'} | Failed to kill mailer: no luck       | 1",
        "start   | {'result':'started'}                   | Started service mailer               | 0",
        "restart | {'result':'started'}                   | Restarted service mailer             | 0",
        "start   | {'result':'already-running'}           | Service mailer is already running    | 0",
        "stop    | {'result':'stopped'}                   | Stopped service mailer               | 0",
        "add     | {'result':'started','path':'p/w-3'}    | Started service w-3                  | 0",
        "add     | {'result':'failed','reason':'full'}    | Failed to add to mailer: full        | 1",
        "remove  | {'result':'deleted'}                   | Removed service mailer               | 0",
        "remove  | {'result':'failed','reason':'it runs'} | Failed to remove mailer: it runs     | 1",
        "link    | {'with':'db','result':'linked'}        | Linked mailer and db                 | 0",
        "link    | {'with':'db','result':'not-found','missing':'db'} | Service db not found      | 3",
        "link    | {'with':'db','result':'failed','reason':'db is not running'} | Failed to link mailer and db: db is not running | 1",
        "unlink  | {'with':'db','result':'unlinked'}      | Unlinked mailer and db               | 0",
        "unlink  | {'with':'db','result':'not-linked'}    | mailer and db are not linked         | 0",
        "stop    | {'error':{'message':'broken'}}         | Failed to stop mailer: broken        | 1"
      },
      quoteCharacter = '"')
  void everyAnswerHasItsWordsAndItsExitCode(String verb, String json, String text, int exitCode)
      throws IOException {
    assertThat(OperationWords.of(verb, "mailer", Json.parseObject(json.replace('\'', '"'))))
        .isEqualTo(new OperationWords(text, exitCode));
  }
}
