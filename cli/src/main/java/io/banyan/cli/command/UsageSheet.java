package io.banyan.cli.command;

import io.banyan.cli.console.Screen;
import io.banyan.cli.usage.Chart;
import io.banyan.cli.usage.Report;
import io.banyan.cli.usage.Series;
import java.time.ZoneId;

/** Prints reports as wide as the screen. */
final class UsageSheet {

  private final BanyanCommand banyan;
  private final Report report;
  private final Chart chart;

  /**
   * @param own of each process itself, without its descendants
   */
  UsageSheet(BanyanCommand banyan, boolean own) {
    Screen screen = Screen.of(banyan.console());
    this.banyan = banyan;
    this.report = new Report(own);
    this.chart = new Chart(screen.width(), screen.unicode(), ZoneId.systemDefault());
  }

  void report(Series series) {
    report.of(series, chart).forEach(banyan::print);
  }
}
