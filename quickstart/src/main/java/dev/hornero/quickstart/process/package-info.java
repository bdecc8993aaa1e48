// SPDX-License-Identifier: Apache-2.0
/** The processes of an installation: what they are, and keeping them alive. */
@NullMarked
package dev.hornero.quickstart.process;

import org.jspecify.annotations.NullMarked;
