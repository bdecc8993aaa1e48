// SPDX-License-Identifier: Apache-2.0
/** Logs of containers, from the kubelet by way of the API server. */
@NullMarked
package dev.hornero.orchestrator.log.kubernetes;

import org.jspecify.annotations.NullMarked;
