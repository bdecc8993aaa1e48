// SPDX-License-Identifier: Apache-2.0
/** The project list and the projects in it. */
@NullMarked
package dev.hornero.console.project;

import org.jspecify.annotations.NullMarked;
