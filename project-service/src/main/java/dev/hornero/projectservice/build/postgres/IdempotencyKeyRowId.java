// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build.postgres;

import java.util.UUID;

record IdempotencyKeyRowId(UUID projectEnv, String key) {}
