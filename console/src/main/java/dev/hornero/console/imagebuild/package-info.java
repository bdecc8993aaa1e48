// SPDX-License-Identifier: Apache-2.0
/** A build's page. */
@NullMarked
package dev.hornero.console.imagebuild;

import org.jspecify.annotations.NullMarked;
