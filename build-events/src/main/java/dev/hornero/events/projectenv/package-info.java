// SPDX-License-Identifier: Apache-2.0
/** The life of ProjectEnvs; topic {@code hornero.project-envs}, written by project-service. */
@NullMarked
package dev.hornero.events.projectenv;

import org.jspecify.annotations.NullMarked;
