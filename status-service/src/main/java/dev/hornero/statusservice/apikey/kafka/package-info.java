// SPDX-License-Identifier: Apache-2.0
/** Reads the compacted topic of API keys, whole and on. */
@NullMarked
package dev.hornero.statusservice.apikey.kafka;

import org.jspecify.annotations.NullMarked;
