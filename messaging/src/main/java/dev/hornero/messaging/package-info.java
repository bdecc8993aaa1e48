// SPDX-License-Identifier: Apache-2.0
/** CloudEvents envelope, sealed values and dead letters for every service that talks to Kafka. */
@NullMarked
package dev.hornero.messaging;

import org.jspecify.annotations.NullMarked;
