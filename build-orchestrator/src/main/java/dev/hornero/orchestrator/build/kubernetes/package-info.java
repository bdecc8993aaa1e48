// SPDX-License-Identifier: Apache-2.0
/** Builds as Kubernetes objects: made, read, watched. */
@NullMarked
package dev.hornero.orchestrator.build.kubernetes;

import org.jspecify.annotations.NullMarked;
