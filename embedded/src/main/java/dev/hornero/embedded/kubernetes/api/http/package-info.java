// SPDX-License-Identifier: Apache-2.0
/** The cluster's objects over HTTP, as Kubernetes' clients expect them. */
@NullMarked
package dev.hornero.embedded.kubernetes.api.http;

import org.jspecify.annotations.NullMarked;
