// SPDX-License-Identifier: Apache-2.0
/** The topics, created as the contract wants them. */
@NullMarked
package dev.hornero.messaging.topic;

import org.jspecify.annotations.NullMarked;
