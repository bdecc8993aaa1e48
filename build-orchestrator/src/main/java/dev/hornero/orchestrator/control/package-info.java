// SPDX-License-Identifier: Apache-2.0
/**
 * What the one leader of a cluster's orchestrators does: it releases builds, watches them and
 * cleans up.
 */
@NullMarked
package dev.hornero.orchestrator.control;

import org.jspecify.annotations.NullMarked;
