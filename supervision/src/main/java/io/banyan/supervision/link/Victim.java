package io.banyan.supervision.link;

import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.process.Incarnation;

/** An incarnation that has to crash because another one has. */
public record Victim(Incarnation incarnation, CrashReason.Linked reason) {}
