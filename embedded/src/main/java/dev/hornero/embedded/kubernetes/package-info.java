// SPDX-License-Identifier: Apache-2.0
/** A Kubernetes cluster of one node that runs Hornero's build pods without Docker. */
@NullMarked
package dev.hornero.embedded.kubernetes;

import org.jspecify.annotations.NullMarked;
