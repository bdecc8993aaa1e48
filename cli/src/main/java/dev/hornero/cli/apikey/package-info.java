// SPDX-License-Identifier: Apache-2.0
/** API keys on the command line. */
@NullMarked
package dev.hornero.cli.apikey;

import org.jspecify.annotations.NullMarked;
