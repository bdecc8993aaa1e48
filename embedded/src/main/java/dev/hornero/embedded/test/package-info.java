// SPDX-License-Identifier: Apache-2.0
/** Quarkus test resources: one broker, one database server and one git server for each test JVM. */
@NullMarked
package dev.hornero.embedded.test;

import org.jspecify.annotations.NullMarked;
