// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.args.postgres;

record ArgRowId(String scope, String owner, String name) {}
