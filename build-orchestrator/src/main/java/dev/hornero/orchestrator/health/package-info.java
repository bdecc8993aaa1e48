// SPDX-License-Identifier: Apache-2.0
/** Whether the API server answers, and lets the orchestrator do its work. */
@NullMarked
package dev.hornero.orchestrator.health;

import org.jspecify.annotations.NullMarked;
