// SPDX-License-Identifier: Apache-2.0
/** What builds, but otherwise than it looks: the codes and sentences of all warnings. */
@NullMarked
package dev.hornero.dockerfile.warning;

import org.jspecify.annotations.NullMarked;
