// SPDX-License-Identifier: Apache-2.0
/** Objects that go, or stay, when their owners go: garbage collection and namespaces. */
@NullMarked
package dev.hornero.embedded.kubernetes.ownership;

import org.jspecify.annotations.NullMarked;
