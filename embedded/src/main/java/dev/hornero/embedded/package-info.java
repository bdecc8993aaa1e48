// SPDX-License-Identifier: Apache-2.0
/**
 * Kafka, PostgreSQL, a Kubernetes cluster and a git server without Docker, for tests and the
 * quickstart.
 */
@NullMarked
package dev.hornero.embedded;

import org.jspecify.annotations.NullMarked;
