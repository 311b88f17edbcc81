package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.link.LinkResult;

/** The answer to a request to link two children, or to unlink them. */
public final class LinkDocument {

  private LinkDocument() {}

  /**
   * @param one as it was asked for
   * @param other likewise
   */
  public static JsonObject of(String one, String other, LinkResult result) {
    JsonObject document = new JsonObject().put("id", one).put("with", other);
    if (result instanceof LinkResult.Linked) {
      return document.put("result", "linked");
    } else if (result instanceof LinkResult.Unlinked) {
      return document.put("result", "unlinked");
    } else if (result instanceof LinkResult.NotLinked) {
      return document.put("result", "not-linked");
    } else if (result instanceof LinkResult.NoSuchChild nobody) {
      return notFound(one, other, nobody.path().text());
    } else if (result instanceof LinkResult.NotAlive down) {
      return document.put("result", "failed").put("reason", isDown(down.path()));
    }
    return document.put("result", "failed").put("reason", ((LinkResult.Refused) result).reason());
  }

  /**
   * @param missing which of the two is no child
   */
  public static JsonObject notFound(String one, String other, String missing) {
    return new JsonObject()
        .put("id", one)
        .put("with", other)
        .put("result", "not-found")
        .put("missing", missing);
  }

  private static String isDown(ChildPath path) {
    return path + " is not running";
  }
}
