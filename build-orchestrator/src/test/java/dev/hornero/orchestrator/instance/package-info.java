// SPDX-License-Identifier: Apache-2.0
/** Orchestrators assembled by hand, and a cluster for them. */
@NullMarked
package dev.hornero.orchestrator.instance;

import org.jspecify.annotations.NullMarked;
