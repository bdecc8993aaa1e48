// SPDX-License-Identifier: Apache-2.0
/** What operators do on the command line: keys, credentials, environments, dead letters. */
@NullMarked
package dev.hornero.cli.administration;

import org.jspecify.annotations.NullMarked;
