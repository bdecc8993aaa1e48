// SPDX-License-Identifier: Apache-2.0
/** From a build that was asked for to what its Dockerfile needs. */
@NullMarked
package dev.hornero.scannerservice.scan;

import org.jspecify.annotations.NullMarked;
