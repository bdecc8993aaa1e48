// SPDX-License-Identifier: Apache-2.0
/** Takes the events of builds from their topics. */
@NullMarked
package dev.hornero.statusservice.build.kafka;

import org.jspecify.annotations.NullMarked;
