// SPDX-License-Identifier: Apache-2.0
/** What the servers of this module need to run as processes of their own. */
@NullMarked
package dev.hornero.embedded.process;

import org.jspecify.annotations.NullMarked;
