// SPDX-License-Identifier: Apache-2.0
/** Logs as rows that outlive every rebuild. */
@NullMarked
package dev.hornero.statusservice.log.postgres;

import org.jspecify.annotations.NullMarked;
