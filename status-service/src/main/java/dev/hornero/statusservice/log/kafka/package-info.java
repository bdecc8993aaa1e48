// SPDX-License-Identifier: Apache-2.0
/** Takes lines of logs from their topic. */
@NullMarked
package dev.hornero.statusservice.log.kafka;

import org.jspecify.annotations.NullMarked;
