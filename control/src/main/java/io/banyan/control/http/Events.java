package io.banyan.control.http;

import java.time.Clock;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;

/** Answers with what has happened and happens. Safe from any thread. */
final class Events {

  private static final ContentType JSON_LINES =
      ContentTypes.create(MediaTypes.applicationBinary("x-ndjson", false));
  private static final ContentType SERVER_SENT_EVENTS =
      ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM);

  private final ActorSystem<?> system;
  private final Facts facts;
  private final Clock clock;
  private final SharedKillSwitch followers = KillSwitches.shared("event-followers");

  Events(ActorSystem<?> system, Facts facts, Clock clock) {
    this.system = system;
    this.facts = facts;
    this.clock = clock;
  }

  /** Ends the answers that would go on for ever. */
  void endFollowers() {
    followers.shutdown();
  }

  HttpResponse answer(HttpRequest request) {
    EventsQuery query = EventsQuery.parse(request, clock);
    EventStream stream = new EventStream(facts, query, system.executionContext());
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                query.stream() ? SERVER_SENT_EVENTS : JSON_LINES,
                stream.source().via(followers.flow())));
  }
}
