// SPDX-License-Identifier: Apache-2.0
/** The REST interfaces, as a client sees them. */
@NullMarked
package dev.hornero.cli.server;

import org.jspecify.annotations.NullMarked;
