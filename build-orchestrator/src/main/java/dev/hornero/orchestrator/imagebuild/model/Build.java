// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.BuildRef;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.messaging.seal.BuildSecrets;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.messaging.seal.GitCredential;
import java.time.Instant;
import java.util.Optional;

/**
 * A build as it was resolved, with its sealed parts opened. It lives for as long as its event is
 * handled; from then on the cluster keeps what is needed.
 *
 * @param resolvedAt when ArgsResolved happened; the build's place in time
 * @param traceparent of the event, which every event about the build carries on
 * @param credentialScope the host and path that the git credential is for
 */
public record Build(
        ArgsResolved resolved,
        Instant resolvedAt,
        Optional<String> traceparent,
        ArgValues values,
        BuildSecrets secrets,
        Optional<GitCredential> gitCredential,
        Optional<GitAddress> credentialScope) {
    public Build {
        requireNonNull(resolved, "resolved");
        requireNonNull(resolvedAt, "resolvedAt");
        requireNonNull(traceparent, "traceparent");
        requireNonNull(values, "values");
        requireNonNull(secrets, "secrets");
        requireNonNull(gitCredential, "gitCredential");
        requireNonNull(credentialScope, "credentialScope");
    }

    public BuildRef ref() {
        return resolved.build();
    }

    @Override
    public String toString() {
        return "Build["
                + ref().id()
                + ", "
                + ref().projectEnv().name()
                + " #"
                + ref().number()
                + "]";
    }
}
