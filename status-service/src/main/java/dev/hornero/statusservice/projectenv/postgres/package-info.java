// SPDX-License-Identifier: Apache-2.0
/** ProjectEnvs as rows of the read model. */
@NullMarked
package dev.hornero.statusservice.projectenv.postgres;

import org.jspecify.annotations.NullMarked;
