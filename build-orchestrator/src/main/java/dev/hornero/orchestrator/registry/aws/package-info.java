// SPDX-License-Identifier: Apache-2.0
/** Amazon ECR. */
@NullMarked
package dev.hornero.orchestrator.registry.aws;

import org.jspecify.annotations.NullMarked;
