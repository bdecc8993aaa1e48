// SPDX-License-Identifier: Apache-2.0
/** The log of running builds; topic {@code hornero.build-logs}, written by build-orchestrator. */
@NullMarked
package dev.hornero.events.log;

import org.jspecify.annotations.NullMarked;
