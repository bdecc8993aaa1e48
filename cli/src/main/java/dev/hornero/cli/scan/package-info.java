// SPDX-License-Identifier: Apache-2.0
/** Scans without a server. */
@NullMarked
package dev.hornero.cli.scan;

import org.jspecify.annotations.NullMarked;
