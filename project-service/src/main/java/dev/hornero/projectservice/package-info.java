// SPDX-License-Identifier: Apache-2.0
/** The front door: projects, environments, ProjectEnvs, builds asked for and argument values. */
@NullMarked
package dev.hornero.projectservice;

import org.jspecify.annotations.NullMarked;
