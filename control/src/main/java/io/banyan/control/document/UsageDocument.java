package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.monitor.UsageSample;
import java.util.List;

/** What one process has used lately. */
public final class UsageDocument {

  private UsageDocument() {}

  public static JsonObject of(ChildPath path, List<UsageSample> samples) {
    return new JsonObject()
        .put("id", path.id())
        .put("path", path.text())
        .put("samples", samples.stream().map(UsageDocument::sample).toList());
  }

  private static JsonObject sample(UsageSample sample) {
    return new JsonObject()
        .put("time", sample.time().toString())
        .put("incarnation", sample.incarnation())
        .put("cpuPercent", sample.usage().treeCpuPercent())
        .put("rssBytes", sample.usage().treeRssBytes())
        .put("processes", sample.usage().processes())
        .put("ownCpuPercent", sample.usage().cpuPercent())
        .put("ownRssBytes", sample.usage().rssBytes());
  }
}
