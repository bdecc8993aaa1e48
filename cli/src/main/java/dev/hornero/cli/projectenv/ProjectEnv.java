// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.projectenv;

import java.util.Optional;

record ProjectEnv(
        String name,
        String project,
        String environment,
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> tag) {}
