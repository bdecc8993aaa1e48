// SPDX-License-Identifier: Apache-2.0
/**
 * A build from ArgsResolved to its end: what is known, what is seen in the cluster, what is
 * published.
 */
@NullMarked
package dev.hornero.orchestrator.imagebuild;

import org.jspecify.annotations.NullMarked;
