// SPDX-License-Identifier: Apache-2.0
/** Turns resolved builds into Kaniko Jobs and watches them; one per cluster. */
@NullMarked
package dev.hornero.orchestrator;

import org.jspecify.annotations.NullMarked;
