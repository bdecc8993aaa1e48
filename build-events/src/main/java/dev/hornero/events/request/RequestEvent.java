// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.request;

import dev.hornero.events.Event;

/** What another internal service asks of Hornero. */
public sealed interface RequestEvent extends Event permits ProjectEnvAnnounced, BuildOrdered {}
