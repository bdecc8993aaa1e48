// SPDX-License-Identifier: Apache-2.0
/** The cluster's objects: stored durably, versioned, watched, and changed by Kubernetes' rules. */
@NullMarked
package dev.hornero.embedded.kubernetes.api;

import org.jspecify.annotations.NullMarked;
