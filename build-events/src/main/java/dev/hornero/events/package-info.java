// SPDX-License-Identifier: Apache-2.0
/** The contract between the services: topics, event types and the values that events share. */
@NullMarked
package dev.hornero.events;

import org.jspecify.annotations.NullMarked;
