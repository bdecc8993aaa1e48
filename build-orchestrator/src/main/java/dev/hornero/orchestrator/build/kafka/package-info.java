// SPDX-License-Identifier: Apache-2.0
/** Builds as they come from the topics. */
@NullMarked
package dev.hornero.orchestrator.build.kafka;

import org.jspecify.annotations.NullMarked;
