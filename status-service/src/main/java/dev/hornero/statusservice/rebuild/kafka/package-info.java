// SPDX-License-Identifier: Apache-2.0
/** Reads the topics from their beginning to where they end now. */
@NullMarked
package dev.hornero.statusservice.rebuild.kafka;

import org.jspecify.annotations.NullMarked;
