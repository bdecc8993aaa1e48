// SPDX-License-Identifier: Apache-2.0
/** Which ProjectEnvs there are. */
@NullMarked
package dev.hornero.statusservice.projectenv;

import org.jspecify.annotations.NullMarked;
