// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.health;

import dev.hornero.messaging.ServiceLifecycle;
import dev.hornero.orchestrator.control.LeaseConfig;
import dev.hornero.orchestrator.imagebuild.BuildPodConfig;
import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Says at start what is missing in the cluster. Nothing is made in its place, and nothing waits for
 * it: a build that lacks it says so by itself. While a right is missing it is asked for again.
 */
@Singleton
final class StartCheck {
    private static final Logger LOG = Logger.getLogger(StartCheck.class);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    private final KubernetesClient client;
    private final OrchestratorConfig orchestrator;
    private final BuildPodConfig pods;
    private final LeaseConfig lease;
    private final ServiceLifecycle lifecycle;
    private volatile List<String> refused = List.of();
    private List<String> said = List.of();

    StartCheck(
            KubernetesClient client,
            OrchestratorConfig orchestrator,
            BuildPodConfig pods,
            LeaseConfig lease,
            ServiceLifecycle lifecycle) {
        this.client = client;
        this.orchestrator = orchestrator;
        this.pods = pods;
        this.lease = lease;
        this.lifecycle = lifecycle;
    }

    void start(@Observes StartupEvent event) {
        lifecycle.start("start check", () -> lifecycle.retry(RETRY, this::isDone));
    }

    private boolean isDone() {
        try {
            List<String> missing = missing();
            // A list that is the same as before is not worth its lines again.
            if (!missing.equals(said)) {
                missing.forEach(LOG::warn);
                said = missing;
            }
            return refused.isEmpty();
        } catch (KubernetesClientException e) {
            LOG.debugf("Build namespaces cannot be looked at yet reason=%s", e.getMessage());
            return false;
        }
    }

    /** A sentence for each right that was missing at the last look. */
    List<String> refused() {
        return refused;
    }

    /** A sentence for each thing that is missing. */
    List<String> missing() {
        List<String> rights = missingRights();
        refused = rights;
        List<String> missing = new ArrayList<>(rights);
        for (String namespace : orchestrator.namespaces().stream().sorted().toList()) {
            addServiceAccount(namespace, missing);
        }
        if (pods.volume().hostPath().isEmpty()) {
            pods.volume()
                    .storageClass()
                    .ifPresentOrElse(
                            name -> addStorageClass(name, missing), () -> addDefaultClass(missing));
        }
        return missing;
    }

    private List<String> missingRights() {
        List<String> missing = new ArrayList<>();
        for (String namespace : orchestrator.namespaces().stream().sorted().toList()) {
            String where = " in build namespace " + namespace;
            Permission.IN_A_BUILD_NAMESPACE.forEach(
                    right -> addRefused(right, namespace, where, missing));
        }
        if (pods.volume().hostPath().isPresent()) {
            Permission.FOR_STATIC_VOLUMES.forEach(right -> addRefused(right, "", "", missing));
        }
        String leaseNamespace = lease.namespaceOf(orchestrator);
        addRefused(
                Permission.FOR_THE_LEASE,
                leaseNamespace,
                " in namespace " + leaseNamespace + ", so it releases no build",
                missing);
        return missing;
    }

    private void addRefused(
            Permission right, String namespace, String where, List<String> missing) {
        for (String verb : right.verbs()) {
            SelfSubjectAccessReview review =
                    client.authorization()
                            .v1()
                            .selfSubjectAccessReview()
                            .create(
                                    new SelfSubjectAccessReviewBuilder()
                                            .withNewSpec()
                                            .withNewResourceAttributes()
                                            .withGroup(right.group())
                                            .withResource(right.resource())
                                            .withSubresource(right.subresource())
                                            .withVerb(verb)
                                            .withNamespace(namespace)
                                            .endResourceAttributes()
                                            .endSpec()
                                            .build());
            if (!Boolean.TRUE.equals(review.getStatus().getAllowed())) {
                missing.add(
                        "The orchestrator may not %s %s%s: see deploy/rbac."
                                .formatted(verb, right.what(), where));
            }
        }
    }

    private void addServiceAccount(String namespace, List<String> missing) {
        String name = pods.serviceAccount().orElse("default");
        if (isKnownToBeMissing(
                () -> client.serviceAccounts().inNamespace(namespace).withName(name).get())) {
            missing.add(
                    "ServiceAccount %s of build pods is not in build namespace %s, or there is no such namespace."
                            .formatted(name, namespace));
        }
    }

    private void addStorageClass(String name, List<String> missing) {
        if (isKnownToBeMissing(() -> client.storage().v1().storageClasses().withName(name).get())) {
            missing.add("There is no storage class %s (HORNERO_STORAGE_CLASS).".formatted(name));
        }
    }

    private void addDefaultClass(List<String> missing) {
        if (isKnownToBeMissing(
                () ->
                        client.storage().v1().storageClasses().list().getItems().stream()
                                .filter(StartCheck::isDefault)
                                .findFirst()
                                .orElse(null))) {
            missing.add(
                    "The cluster has no default storage class, so builds get no volume: set"
                            + " HORNERO_STORAGE_CLASS or HORNERO_VOLUME_HOST_PATH.");
        }
    }

    private static boolean isDefault(StorageClass storageClass) {
        return Objects.requireNonNullElse(
                        storageClass.getMetadata().getAnnotations(), Map.<String, String>of())
                .getOrDefault(DEFAULT_CLASS, "")
                .equals("true");
    }

    /** What it may not look at is not known to be missing. */
    private static boolean isKnownToBeMissing(Look look) {
        try {
            return look.at() == null;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return false;
            }
            throw e;
        }
    }

    private interface Look {
        @org.jspecify.annotations.Nullable
        Object at();
    }
}
