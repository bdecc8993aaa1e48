// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.log;

import dev.hornero.events.Event;

/** The log of a build as it grows. */
public sealed interface BuildLogEvent extends Event permits BuildLogAppended {}
