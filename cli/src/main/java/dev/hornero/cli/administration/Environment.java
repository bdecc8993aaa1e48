// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.administration;

import java.util.Optional;

record Environment(String name, String cluster, String namespace, Optional<String> branch) {}
