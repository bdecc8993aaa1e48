// SPDX-License-Identifier: Apache-2.0
/** ProjectEnvs over REST: what each needs and how its last build went. */
@NullMarked
package dev.hornero.statusservice.projectenv.rest;

import org.jspecify.annotations.NullMarked;
