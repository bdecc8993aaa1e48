// SPDX-License-Identifier: Apache-2.0
/** Projects in PostgreSQL. */
@NullMarked
package dev.hornero.projectservice.project.postgres;

import org.jspecify.annotations.NullMarked;
