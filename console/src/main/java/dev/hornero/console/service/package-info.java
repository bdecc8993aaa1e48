// SPDX-License-Identifier: Apache-2.0
/** project-service and status-service, as this console asks them. */
@NullMarked
package dev.hornero.console.service;

import org.jspecify.annotations.NullMarked;
