// SPDX-License-Identifier: Apache-2.0
/** Leadership by a Lease. */
@NullMarked
package dev.hornero.orchestrator.control.kubernetes;

import org.jspecify.annotations.NullMarked;
