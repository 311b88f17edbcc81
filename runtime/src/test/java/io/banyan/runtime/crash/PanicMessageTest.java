package io.banyan.runtime.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PanicMessageTest {

  static Stream<Arguments> lastWords() {
    return Stream.of(
        Arguments.of(
            "JVM",
            """
            INFO starting
            Exception in thread "main" java.lang.IllegalStateException: no disk
            \tat Main.main(Main.java:3)
            Caused by: java.io.IOException: really not
            \tat Main.main(Main.java:2)
            """,
            "java.lang.IllegalStateException: no disk"),
        Arguments.of(
            "JVM out of memory",
            "Terminating due to java.lang.OutOfMemoryError: Java heap space\n",
            "java.lang.OutOfMemoryError: Java heap space"),
        Arguments.of(
            "JVM crash",
            """
            #
            # A fatal error has been detected by the Java Runtime Environment:
            #
            #  SIGSEGV (0xb) at pc=0x00007f, pid=1, tid=2
            #
            # JRE version: OpenJDK
            """,
            "SIGSEGV (0xb) at pc=0x00007f, pid=1, tid=2"),
        Arguments.of(
            "Python",
            """
            Traceback (most recent call last):
              File "mailer.py", line 3, in <module>
                raise ValueError("bad address")
            ValueError: bad address
            """,
            "ValueError: bad address"),
        Arguments.of(
            "Python, chained",
            """
            Traceback (most recent call last):
              File "a.py", line 1, in <module>
            KeyError: 'x'

            During handling of the above exception, another exception occurred:

            Traceback (most recent call last):
              File "a.py", line 3, in <module>
            app.errors.Broken: twice
            """,
            "app.errors.Broken: twice"),
        Arguments.of(
            "Python without a message",
            """
            Traceback (most recent call last):
              File "a.py", line 1, in <module>
            KeyboardInterrupt
            """,
            "KeyboardInterrupt"),
        Arguments.of(
            "Python syntax",
            """
              File "a.py", line 1
                def x(
                     ^
            SyntaxError: '(' was never closed
            """,
            "SyntaxError: '(' was never closed"),
        Arguments.of(
            "Node",
            """
            /app/server.js:1
            throw new TypeError('boom')
            ^

            TypeError: boom
                at Object.<anonymous> (/app/server.js:1:7)
                at Module._compile (node:internal/modules/cjs/loader:1554:14)

            Node.js v20.20.2
            """,
            "TypeError: boom"),
        Arguments.of(
            "Go",
            """
            panic: runtime error: index out of range [5] with length 3

            goroutine 1 [running]:
            main.main()
            \t/app/main.go:6 +0x1d
            exit status 2
            """,
            "runtime error: index out of range [5] with length 3"),
        Arguments.of(
            "Go deadlock",
            "fatal error: all goroutines are asleep - deadlock!\n",
            "all goroutines are asleep - deadlock!"),
        Arguments.of(
            "Rust",
            """
            thread 'main' panicked at src/main.rs:2:5:
            out of memory
            note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
            """,
            "out of memory"),
        Arguments.of(
            "Rust with its thread id",
            """

            thread 'main' (4711) panicked at src/main.rs:2:5:
            out of memory
            """,
            "out of memory"),
        Arguments.of(
            "old Rust",
            "thread 'main' panicked at 'out of memory', src/main.rs:2:5\n",
            "out of memory"),
        Arguments.of(
            "C++",
            """
            terminate called after throwing an instance of 'std::runtime_error'
              what():  disk on fire
            """,
            "std::runtime_error: disk on fire"),
        Arguments.of(
            "C++ without an exception",
            "terminate called without an active exception\n",
            "terminate called without an active exception"),
        Arguments.of(
            "C assertion",
            "app: main.c:4: main: Assertion `x == 1' failed.\n",
            "Assertion `x == 1' failed"),
        Arguments.of(
            "glibc", "*** stack smashing detected ***: terminated\n", "stack smashing detected"),
        Arguments.of("dash", "sh: 1: HOST: parameter not set\n", "HOST: parameter not set"),
        Arguments.of("bash", "run.sh: line 3: HOST: unbound variable\n", "HOST: unbound variable"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lastWords")
  void is_found_in_the_last_words(String runtime, String stderr, String message) {
    assertThat(PanicMessage.in(stderr.lines().toList())).contains(message);
  }

  static Stream<String> ordinary() {
    return Stream.of(
        "",
        "sh: 1: nosuch: not found",
        "bash: line 1: nosuch: command not found",
        "2026-01-01 ERROR could not connect\nretrying",
        "Error: listen EADDRINUSE\nplease choose another port",
        "don't panic: this is only a log line of ours\nbye".replace("don't ", "we do not "));
  }

  @ParameterizedTest
  @MethodSource("ordinary")
  void is_not_seen_in_ordinary_text(String stderr) {
    assertThat(PanicMessage.in(stderr.lines().toList())).isEmpty();
  }

  @Test
  void the_last_one_counts_and_a_long_one_is_cut() {
    String endless = "x".repeat(1000);

    assertThat(PanicMessage.in(List.of("panic: first", "panic: " + endless)).orElseThrow())
        .hasSize(PanicMessage.MAX_LENGTH)
        .endsWith("…");
  }
}
