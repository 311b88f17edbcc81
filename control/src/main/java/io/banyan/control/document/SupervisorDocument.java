package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import io.banyan.supervision.strategy.ChildCounts;
import java.util.List;
import java.util.Optional;

/** What only a supervisor has. Every field is always there; what is not known is null. */
public final class SupervisorDocument {

  private SupervisorDocument() {}

  /**
   * Its fields in the document of a child.
   *
   * @param spec what was last said of it; empty for another kind of child
   * @param counts empty when it is not running
   */
  public static JsonObject addTo(
      JsonObject child, Optional<SupervisorSpec> spec, Optional<ChildCounts> counts) {
    Optional<Template> template = spec.flatMap(SupervisorSpec::template);
    return child
        .put("counts", counts.map(SupervisorDocument::counts))
        .put("template", template.map(one -> template(one.child())))
        .put(
            "maxChildren",
            template.map(Template::maxChildren).filter(most -> most != Template.UNLIMITED));
  }

  private static JsonObject counts(ChildCounts counts) {
    return new JsonObject()
        .put("specs", counts.specs())
        .put("active", counts.active())
        .put("supervisors", counts.supervisors())
        .put("workers", counts.workers());
  }

  private static JsonObject template(ChildSpec child) {
    List<String> command =
        child.definition() instanceof ProcessChild runs
            ? runs.process().command().argv()
            : List.of();
    return new JsonObject().put("id", child.id()).put("command", command);
  }
}
