// SPDX-License-Identifier: Apache-2.0
/** Any registry that speaks the OCI distribution API. */
@NullMarked
package dev.hornero.orchestrator.registry.oci;

import org.jspecify.annotations.NullMarked;
