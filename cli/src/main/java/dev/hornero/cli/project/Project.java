// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.project;

import java.util.Optional;

record Project(
        String name,
        String repository,
        Optional<String> dockerfilePath,
        Optional<String> contextPath,
        Optional<String> target,
        Optional<String> gitCredential,
        Optional<Boolean> submodules,
        Optional<Boolean> gitDirectory) {}
