// SPDX-License-Identifier: Apache-2.0
/** What scans cost beside git's own client, and how they fare beside a host that hangs. */
@NullMarked
package dev.hornero.scannerservice.benchmark;

import org.jspecify.annotations.NullMarked;
