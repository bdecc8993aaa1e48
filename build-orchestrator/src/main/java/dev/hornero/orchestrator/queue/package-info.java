// SPDX-License-Identifier: Apache-2.0
/** Which queued build starts next. */
@NullMarked
package dev.hornero.orchestrator.queue;

import org.jspecify.annotations.NullMarked;
