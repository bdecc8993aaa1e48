// SPDX-License-Identifier: Apache-2.0
/** Builds as rows of the read model. */
@NullMarked
package dev.hornero.statusservice.build.postgres;

import org.jspecify.annotations.NullMarked;
