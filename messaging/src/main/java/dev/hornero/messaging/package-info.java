// SPDX-License-Identifier: Apache-2.0
/** What every service that talks to Kafka shares; its settings. */
@NullMarked
package dev.hornero.messaging;

import org.jspecify.annotations.NullMarked;
