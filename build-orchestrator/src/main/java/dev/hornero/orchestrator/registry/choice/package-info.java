// SPDX-License-Identifier: Apache-2.0
/** Which kind of registry HORNERO_REGISTRY is. */
@NullMarked
package dev.hornero.orchestrator.registry.choice;

import org.jspecify.annotations.NullMarked;
