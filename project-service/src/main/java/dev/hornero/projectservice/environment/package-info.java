// SPDX-License-Identifier: Apache-2.0
/** Stages: where builds run, and which branch they take by default. */
@NullMarked
package dev.hornero.projectservice.environment;

import org.jspecify.annotations.NullMarked;
