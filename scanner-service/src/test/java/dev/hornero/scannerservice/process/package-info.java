// SPDX-License-Identifier: Apache-2.0
/** The packaged scanner as a process of its own, and what its neighbours on the broker do. */
@NullMarked
package dev.hornero.scannerservice.process;

import org.jspecify.annotations.NullMarked;
