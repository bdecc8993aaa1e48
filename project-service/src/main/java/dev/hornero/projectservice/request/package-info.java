// SPDX-License-Identifier: Apache-2.0
/** What other internal services ask for over Kafka. */
@NullMarked
package dev.hornero.projectservice.request;

import org.jspecify.annotations.NullMarked;
