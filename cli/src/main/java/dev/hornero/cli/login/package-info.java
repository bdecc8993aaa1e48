// SPDX-License-Identifier: Apache-2.0
/** Keeping the address and the API key for the next calls. */
@NullMarked
package dev.hornero.cli.login;

import org.jspecify.annotations.NullMarked;
