// SPDX-License-Identifier: Apache-2.0
/** The running system from outside: started by its script, driven over REST. */
@NullMarked
package dev.hornero.systemtest;

import org.jspecify.annotations.NullMarked;
