// SPDX-License-Identifier: Apache-2.0
/** Takes the events of ProjectEnvs from their topic. */
@NullMarked
package dev.hornero.statusservice.projectenv.kafka;

import org.jspecify.annotations.NullMarked;
