// SPDX-License-Identifier: Apache-2.0
/** What this machine has to offer before anything starts. */
@NullMarked
package dev.hornero.quickstart.machine;

import org.jspecify.annotations.NullMarked;
