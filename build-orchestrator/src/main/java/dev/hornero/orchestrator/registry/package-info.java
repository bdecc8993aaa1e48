// SPDX-License-Identifier: Apache-2.0
/** Where images go, and who may push them. */
@NullMarked
package dev.hornero.orchestrator.registry;

import org.jspecify.annotations.NullMarked;
