// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.imagebuild.Resources;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.orchestrator.imagebuild.model.ClusterRejectionException;
import dev.hornero.orchestrator.imagebuild.model.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What all build pods of a cluster have in common.
 *
 * @param executorFlags given to Kaniko after ours
 * @param pullSecrets names of Secrets in the namespace, for the executor and checkout images
 * @param proxies {@code HTTP_PROXY} and the like, for the checkout, the executor and RUN
 * @param finishedJobKept a backstop only: the orchestrator deletes a Job when it is published
 * @param resources where the build's own do not say
 * @param git what the checkout may read from
 */
record BuildPodSettings(
        String cluster,
        String executorImage,
        String checkoutImage,
        List<String> executorFlags,
        Optional<String> serviceAccount,
        List<String> pullSecrets,
        Map<String, String> proxies,
        Duration finishedJobKept,
        Resources resources,
        Workspace workspace,
        Git git) {
    BuildPodSettings {
        requireNonNull(cluster, "cluster");
        requireNonNull(executorImage, "executorImage");
        requireNonNull(checkoutImage, "checkoutImage");
        executorFlags = List.copyOf(executorFlags);
        requireNonNull(serviceAccount, "serviceAccount");
        pullSecrets = List.copyOf(pullSecrets);
        proxies = Map.copyOf(proxies);
        requireNonNull(finishedJobKept, "finishedJobKept");
        requireNonNull(resources, "resources");
        requireNonNull(workspace, "workspace");
        requireNonNull(git, "git");
    }

    /**
     * From where repositories may be read, as the scanner has it.
     *
     * @param schemes of their addresses; none means https, ssh and git
     * @param allowed ranges of addresses that are read from although no public host is in them
     */
    record Git(Set<String> schemes, Set<String> allowed) {
        private static final Set<String> USUAL = Set.of("https", "ssh", "git");
        private static final Pattern RANGE = Pattern.compile("[0-9A-Fa-f.:]+(/[0-9]{1,3})?");

        Git {
            schemes =
                    schemes.isEmpty()
                            ? USUAL
                            : schemes.stream()
                                    .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                                    .collect(Collectors.toUnmodifiableSet());
            allowed = Set.copyOf(allowed);
            allowed.forEach(Git::requireRange);
        }

        private static void requireRange(String range) {
            if (!RANGE.matcher(range).matches()) {
                throw new IllegalArgumentException(
                        "HORNERO_GIT_ALLOW_CIDRS: '"
                                + range
                                + "' is not a CIDR such as 10.1.0.0/16 or fd00::/8");
            }
        }

        /** Refuses a build whose repository may not be read from here. */
        void requireReadable(String repository) throws ClusterRejectionException {
            try {
                String scheme = GitAddress.ofRepository(repository).scheme();
                if (!schemes.contains(scheme)) {
                    throw new IllegalArgumentException(
                            "Addresses with "
                                    + scheme
                                    + ":// may not be read here; the administrator allows schemes"
                                    + " with HORNERO_GIT_ALLOW_SCHEMES.");
                }
            } catch (IllegalArgumentException e) {
                throw new ClusterRejectionException(
                        BuildFailureReason.CHECKOUT_FAILED,
                        Objects.requireNonNullElse(e.getMessage(), "The address cannot be read."),
                        false,
                        e);
            }
        }
    }
}
