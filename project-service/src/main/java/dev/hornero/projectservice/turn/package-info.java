// SPDX-License-Identifier: Apache-2.0
/** Who changes the same thing waits in line before taking a connection. */
@NullMarked
package dev.hornero.projectservice.turn;

import org.jspecify.annotations.NullMarked;
