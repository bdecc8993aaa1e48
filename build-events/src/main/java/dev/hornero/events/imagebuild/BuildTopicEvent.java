// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.Event;

/** What project-service publishes of builds, and of orders that it refused. */
public sealed interface BuildTopicEvent extends Event permits BuildEvent, BuildOrderRefused {}
