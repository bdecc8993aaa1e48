// SPDX-License-Identifier: Apache-2.0
/** Values of build arguments, and whether those of a Dockerfile are complete. */
@NullMarked
package dev.hornero.projectservice.args;

import org.jspecify.annotations.NullMarked;
