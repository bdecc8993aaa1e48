// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import dev.hornero.events.ProjectEnvId;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sealed value is for, bound into its protected header: moved to another ProjectEnv, or to a
 * repository on another host, it does not open.
 */
public record Purpose(String text) {
    private static final Pattern SCP = Pattern.compile("(?:[^@/:]+@)?([^/:@]+):(?!//).*");

    public Purpose {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a purpose must not be blank");
        }
    }

    /** ARG values of a build of a ProjectEnv. */
    public static Purpose argValues(ProjectEnvId projectEnv) {
        return new Purpose("arg-values " + projectEnv);
    }

    /** Values for a build's {@code RUN --mount=type=secret}. */
    public static Purpose buildSecrets(ProjectEnvId projectEnv) {
        return new Purpose("build-secrets " + projectEnv);
    }

    /** The git credential of a ProjectEnv's repository, for its scheme and host only. */
    public static Purpose gitCredential(ProjectEnvId projectEnv, String repository) {
        return new Purpose("git-credential " + projectEnv + " " + origin(repository));
    }

    /** Something at rest in project-service, by its kind and the id of its owner. */
    public static Purpose stored(String kind, String owner) {
        return new Purpose("stored " + kind + " " + owner);
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
