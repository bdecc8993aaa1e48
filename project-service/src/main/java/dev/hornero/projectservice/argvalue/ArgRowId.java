// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.argvalue;

record ArgRowId(String scope, String owner, String name) {}
