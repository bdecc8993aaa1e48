// SPDX-License-Identifier: Apache-2.0
/** What this machine has, checked before anything starts: programs, ports, images. */
@NullMarked
package dev.hornero.quickstart.machine;

import org.jspecify.annotations.NullMarked;
