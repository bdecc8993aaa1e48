// SPDX-License-Identifier: Apache-2.0
/** The kept values of build arguments, sealed, of a project or of a ProjectEnv. */
@NullMarked
package dev.hornero.projectservice.argvalue;

import org.jspecify.annotations.NullMarked;
