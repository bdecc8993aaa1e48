// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.apikey;

import dev.hornero.events.Event;

/** The present state of an API key; a tombstone under its id revokes it. */
public sealed interface ApiKeyEvent extends Event permits ApiKeyIssued {}
