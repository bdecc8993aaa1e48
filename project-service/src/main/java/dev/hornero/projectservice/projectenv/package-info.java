// SPDX-License-Identifier: Apache-2.0
/** ProjectEnvs: what is built, and with which settings. */
@NullMarked
package dev.hornero.projectservice.projectenv;

import org.jspecify.annotations.NullMarked;
