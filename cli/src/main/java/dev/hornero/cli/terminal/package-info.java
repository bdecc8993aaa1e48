// SPDX-License-Identifier: Apache-2.0
/** Where answers go: tables for people, JSON for machines. */
@NullMarked
package dev.hornero.cli.terminal;

import org.jspecify.annotations.NullMarked;
