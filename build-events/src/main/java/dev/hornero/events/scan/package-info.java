// SPDX-License-Identifier: Apache-2.0
/** What scans found; topic {@code hornero.scans}, written by scanner-service. */
@NullMarked
package dev.hornero.events.scan;

import org.jspecify.annotations.NullMarked;
