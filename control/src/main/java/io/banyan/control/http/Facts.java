package io.banyan.control.http;

import io.banyan.runtime.event.EventHistory;
import io.banyan.runtime.event.EventHub;

/**
 * What has happened and what happens.
 *
 * @param hub tells new facts
 * @param history knows old ones
 */
public record Facts(EventHub hub, EventHistory history) {}
