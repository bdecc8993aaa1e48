// SPDX-License-Identifier: Apache-2.0
/** What a service in {@code quarkus:dev} needs around it. */
@NullMarked
package dev.hornero.devservices;

import org.jspecify.annotations.NullMarked;
