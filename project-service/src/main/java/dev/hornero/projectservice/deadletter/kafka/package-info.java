// SPDX-License-Identifier: Apache-2.0
/** Dead letters as they stand on their topics. */
@NullMarked
package dev.hornero.projectservice.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
