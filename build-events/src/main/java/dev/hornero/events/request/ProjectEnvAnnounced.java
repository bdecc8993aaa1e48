// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.request;

import dev.hornero.events.Require;
import java.util.Optional;

/**
 * Another service wants a ProjectEnv to exist. project-service registers what is missing and
 * answers with {@code ProjectEnvCreated}, whose {@code causedBy} and {@code causedBySource} are
 * this event's id and source, or with {@code ProjectEnvRefused}; the same again changes nothing.
 *
 * @param gitCredential the name of a credential that project-service knows
 * @param cluster with {@code namespace}, for an environment that does not exist yet
 */
public record ProjectEnvAnnounced(
        String project,
        String environment,
        String repository,
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> dockerfilePath,
        Optional<String> contextPath,
        Optional<String> target,
        Optional<String> gitCredential,
        Optional<String> cluster,
        Optional<String> namespace)
        implements RequestEvent {
    public ProjectEnvAnnounced {
        Require.name(project, "project");
        Require.name(environment, "environment");
        Require.text(repository, "repository");
        Require.present(branch, "branch");
        Require.present(commit, "commit");
        Require.present(dockerfilePath, "dockerfilePath");
        Require.present(contextPath, "contextPath");
        Require.present(target, "target");
        Require.present(gitCredential, "gitCredential");
        Require.present(cluster, "cluster");
        Require.present(namespace, "namespace");
    }

    @Override
    public String key() {
        return environment + "-" + project;
    }

    @Override
    public String subject() {
        return key();
    }
}
