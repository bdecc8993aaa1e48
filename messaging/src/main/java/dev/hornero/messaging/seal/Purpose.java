// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.ProjectEnvId;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sealed value is for, bound into its protected header: moved to another ProjectEnv, or to a
 * repository that a credential is not for, it does not open.
 *
 * @param scope to seal a git credential: the host and path that it is for
 * @param repository to open a git credential: what is read with it
 */
public record Purpose(String text, Optional<GitAddress> scope, Optional<GitAddress> repository) {
    private static final Pattern SCP = Pattern.compile("(?:[^@/:]+@)?([^/:@]+):(?!//).*");

    public Purpose {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a purpose must not be blank");
        }
        requireNonNull(scope, "scope");
        requireNonNull(repository, "repository");
    }

    public Purpose(String text) {
        this(text, Optional.empty(), Optional.empty());
    }

    /** ARG values of a build of a ProjectEnv. */
    public static Purpose argValues(ProjectEnvId projectEnv) {
        return new Purpose("arg-values " + projectEnv);
    }

    /** Values for a build's {@code RUN --mount=type=secret}. */
    public static Purpose buildSecrets(ProjectEnvId projectEnv) {
        return new Purpose("build-secrets " + projectEnv);
    }

    /**
     * Opens the git credential of a ProjectEnv, to read this repository with it.
     *
     * @throws IllegalArgumentException if programs could read the repository's address differently
     */
    public static Purpose gitCredential(ProjectEnvId projectEnv, String repository) {
        return new Purpose(
                gitCredentialText(projectEnv, repository),
                Optional.empty(),
                Optional.of(GitAddress.ofRepository(repository)));
    }

    /**
     * Seals a git credential for a ProjectEnv's repository.
     *
     * @param scope what the credential is for
     * @throws IllegalArgumentException if it is not for this repository
     */
    public static Purpose gitCredential(
            ProjectEnvId projectEnv, String repository, GitAddress scope) {
        if (!scope.covers(GitAddress.ofRepository(repository))) {
            throw new IllegalArgumentException(
                    "the credential is for " + scope + ", not for this repository");
        }
        return new Purpose(
                gitCredentialText(projectEnv, repository), Optional.of(scope), Optional.empty());
    }

    private static String gitCredentialText(ProjectEnvId projectEnv, String repository) {
        return "git-credential " + projectEnv + " " + origin(repository);
    }

    /** Something at rest in project-service, by its kind and the id of its owner. */
    public static Purpose stored(String kind, String owner) {
        return new Purpose("stored " + kind + " " + owner);
    }

    /**
     * Whether something that was sealed for a scope may be opened for this.
     *
     * @param sealedFor what a git credential is for; absent where it was sealed before credentials
     *     had a scope, and then scheme and host alone bind it
     */
    boolean isWithin(Optional<GitAddress> sealedFor) {
        return repository.isEmpty()
                || sealedFor.isEmpty()
                || sealedFor.get().covers(repository.get());
    }

    /** {@code scheme://host[:port]} of a repository's URL; the scp form is ssh. */
    static String origin(String repository) {
        Matcher scp = SCP.matcher(repository);
        if (scp.matches()) {
            return "ssh://" + scp.group(1).toLowerCase(Locale.ROOT);
        }
        URI uri = URI.create(repository);
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("the repository's URL has no scheme and host");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme().toLowerCase(Locale.ROOT)
                + "://"
                + uri.getHost().toLowerCase(Locale.ROOT)
                + port;
    }
}
