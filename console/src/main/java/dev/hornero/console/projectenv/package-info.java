// SPDX-License-Identifier: Apache-2.0
/** ProjectEnvs: their values and their builds. */
@NullMarked
package dev.hornero.console.projectenv;

import org.jspecify.annotations.NullMarked;
