// SPDX-License-Identifier: Apache-2.0
/** Resolves commits, reads Dockerfiles out of git and publishes which arguments they need. */
@NullMarked
package dev.hornero.scannerservice;

import org.jspecify.annotations.NullMarked;
