// SPDX-License-Identifier: Apache-2.0
/** Builds from the request to the queue, and their ends. */
@NullMarked
package dev.hornero.projectservice.build;

import org.jspecify.annotations.NullMarked;
