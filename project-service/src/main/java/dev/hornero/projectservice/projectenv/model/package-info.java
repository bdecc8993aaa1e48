// SPDX-License-Identifier: Apache-2.0
/** What is decided about a ProjectEnv and its builds: pure functions and records. */
@NullMarked
package dev.hornero.projectservice.projectenv.model;

import org.jspecify.annotations.NullMarked;
