// SPDX-License-Identifier: Apache-2.0
/** ProjectEnvs on the command line. */
@NullMarked
package dev.hornero.cli.projectenv;

import org.jspecify.annotations.NullMarked;
