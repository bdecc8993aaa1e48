// SPDX-License-Identifier: Apache-2.0
/** Build jobs in a cluster; topic {@code hornero.build-jobs}, written by build-orchestrator. */
@NullMarked
package dev.hornero.events.job;

import org.jspecify.annotations.NullMarked;
