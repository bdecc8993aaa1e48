// SPDX-License-Identifier: Apache-2.0
/** Git credentials: go in, and come out sealed for the readers of the repository. */
@NullMarked
package dev.hornero.projectservice.credential;

import org.jspecify.annotations.NullMarked;
