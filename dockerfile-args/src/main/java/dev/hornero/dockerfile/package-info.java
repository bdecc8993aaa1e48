// SPDX-License-Identifier: Apache-2.0
/** Says exactly which build arguments a Dockerfile needs. */
@NullMarked
package dev.hornero.dockerfile;

import org.jspecify.annotations.NullMarked;
