package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Listens while a tree goes down, and tells what did not go as it should: steps before an end that
 * failed, and who had to be killed.
 */
final class DownReport {

  private static final String TYPES = "force-killing,shutdown-step-failed";

  private final ControlClient client;
  private final List<String> lines = new ArrayList<>();
  private final Thread listener = new Thread(this::listen, "banyan-down-report");
  private final String path;

  private DownReport(ControlClient client) {
    this.client = client;
    this.path = "/api/events?follow=true&type=" + TYPES + "&after=" + newest(client);
    listener.setDaemon(true);
  }

  /** Listens from now on. */
  static DownReport begin(ControlClient client) {
    DownReport report = new DownReport(client);
    report.listener.start();
    return report;
  }

  /** What was heard, when there is nobody any more who could tell. */
  List<String> end(Duration limit) {
    try {
      listener.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** The number of the last fact there is, so that none after it is missed. */
  private static long newest(ControlClient client) {
    List<Long> newest = new ArrayList<>();
    client.lines(
        "/api/events?count=1",
        text -> {
          parse(text).flatMap(event -> event.number("sequence")).ifPresent(newest::add);
          return true;
        });
    return newest.isEmpty() ? 0 : newest.get(0);
  }

  private void listen() {
    try {
      client.lines(
          path,
          text -> {
            parse(text).flatMap(DownReport::line).ifPresent(this::add);
            return true;
          });
    } catch (CommandFailure runtimeEnded) {
      // As it should: that is how there is nothing more to hear.
      return;
    }
  }

  private void add(String line) {
    synchronized (lines) {
      lines.add(line);
    }
  }

  private static Optional<String> line(JsonObject event) {
    return event
        .string("path")
        .flatMap(path -> event.string("text").map(text -> path + ": " + text));
  }

  private static Optional<JsonObject> parse(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Json.parseObject(text));
    } catch (IOException notAnEvent) {
      return Optional.empty();
    }
  }
}
