// SPDX-License-Identifier: Apache-2.0
/** Private keys, read as the scanner reads them. */
@NullMarked
package dev.hornero.projectservice.credential.sshd;

import org.jspecify.annotations.NullMarked;
