// SPDX-License-Identifier: Apache-2.0
/** The directory in which one installation on this machine keeps its state. */
@NullMarked
package dev.hornero.quickstart.home;

import org.jspecify.annotations.NullMarked;
