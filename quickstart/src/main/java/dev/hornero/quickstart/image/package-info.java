// SPDX-License-Identifier: Apache-2.0
/** Whether an image is really there. */
@NullMarked
package dev.hornero.quickstart.image;

import org.jspecify.annotations.NullMarked;
