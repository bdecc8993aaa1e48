// SPDX-License-Identifier: Apache-2.0
/** Orchestrators as processes, over minutes, while the machine and the network do their worst. */
@NullMarked
package dev.hornero.orchestrator.soak;

import org.jspecify.annotations.NullMarked;
