// SPDX-License-Identifier: Apache-2.0
/** What the user sees while things happen. */
@NullMarked
package dev.hornero.quickstart.progress;

import org.jspecify.annotations.NullMarked;
