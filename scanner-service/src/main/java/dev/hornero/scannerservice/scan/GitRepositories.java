// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import dev.hornero.git.HostPolicy;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.jgit.JGitSourceRepositories;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Produces the client of git repositories with the limits of the settings. */
final class GitRepositories {
    private GitRepositories() {}

    @Produces
    @Singleton
    static JGitSourceRepositories repositories(ScanConfig config) {
        SourceLimits defaults = SourceLimits.defaults();
        return new JGitSourceRepositories(
                HostPolicy.of(
                        config.allowSchemes().orElse(List.of()),
                        config.allowCidrs().orElse(List.of())),
                defaults.withDurations(defaults.connect(), defaults.silence(), config.timeout()));
    }

    static void close(@Disposes JGitSourceRepositories repositories) {
        repositories.close();
    }
}
