// SPDX-License-Identifier: Apache-2.0
/** The logs of builds: stored in compressed chunks, followed as they grow. */
@NullMarked
package dev.hornero.statusservice.log;

import org.jspecify.annotations.NullMarked;
