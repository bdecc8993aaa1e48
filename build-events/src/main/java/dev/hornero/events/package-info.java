// SPDX-License-Identifier: Apache-2.0
/** The contract between the services: event records, topics and types. */
@NullMarked
package dev.hornero.events;

import org.jspecify.annotations.NullMarked;
