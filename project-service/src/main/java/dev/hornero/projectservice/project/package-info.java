// SPDX-License-Identifier: Apache-2.0
/** Projects: a git repository and a Dockerfile in it. */
@NullMarked
package dev.hornero.projectservice.project;

import org.jspecify.annotations.NullMarked;
