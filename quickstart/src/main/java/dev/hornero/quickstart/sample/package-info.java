// SPDX-License-Identifier: Apache-2.0
/** The sample project, from its repository to its image, as a user would do it. */
@NullMarked
package dev.hornero.quickstart.sample;

import org.jspecify.annotations.NullMarked;
