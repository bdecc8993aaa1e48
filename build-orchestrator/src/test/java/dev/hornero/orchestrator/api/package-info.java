// SPDX-License-Identifier: Apache-2.0
/** The API server as one orchestrator sees it, with faults. */
@NullMarked
package dev.hornero.orchestrator.api;

import org.jspecify.annotations.NullMarked;
