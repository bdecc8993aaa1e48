// SPDX-License-Identifier: Apache-2.0
/** The facts that events state about a build, and its phase by those facts: pure. */
@NullMarked
package dev.hornero.statusservice.imagebuild.model;

import org.jspecify.annotations.NullMarked;
