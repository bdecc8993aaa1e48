// SPDX-License-Identifier: Apache-2.0
/** Which process listens where on this machine. */
@NullMarked
package dev.hornero.quickstart.port;

import org.jspecify.annotations.NullMarked;
