package io.banyan.runtime.monitor;

import io.banyan.runtime.event.ChildPath;

/** A step of an alert that takes its time. */
record Step(ChildPath path, int incarnation, String alert, String action) {}
