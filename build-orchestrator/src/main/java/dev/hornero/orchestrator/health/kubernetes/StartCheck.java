// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.health.kubernetes;

import dev.hornero.orchestrator.build.OrchestratorConfig;
import dev.hornero.orchestrator.build.kubernetes.BuildPodConfig;
import dev.hornero.orchestrator.control.kubernetes.LeaseConfig;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Says at start what is missing in the cluster. Nothing is made in its place, and nothing waits for
 * it: a build that lacks it says so by itself.
 */
@Singleton
final class StartCheck {
    private static final Logger LOG = Logger.getLogger(StartCheck.class);
    private static final long RETRY_SECONDS = 10;

    private final KubernetesClient client;
    private final OrchestratorConfig orchestrator;
    private final BuildPodConfig pods;
    private final LeaseConfig lease;
    private final CountDownLatch stopped = new CountDownLatch(1);

    StartCheck(
            KubernetesClient client,
            OrchestratorConfig orchestrator,
            BuildPodConfig pods,
            LeaseConfig lease) {
        this.client = client;
        this.orchestrator = orchestrator;
        this.pods = pods;
        this.lease = lease;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("start check").start(this::check);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void check() {
        try {
            while (!isDone() && !stopped.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("Build namespaces are looked at again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDone() {
        try {
            missing().forEach(LOG::warn);
            return true;
        } catch (KubernetesClientException e) {
            LOG.debugf("Build namespaces cannot be looked at yet reason=%s", e.getMessage());
            return false;
        }
    }

    /** A sentence for each thing that is missing. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String namespace : orchestrator.namespaces().stream().sorted().toList()) {
            String where = " in build namespace " + namespace;
            Right.IN_A_BUILD_NAMESPACE.forEach(
                    right -> addRefused(right, namespace, where, missing));
            addServiceAccount(namespace, missing);
        }
        if (pods.volume().hostPath().isPresent()) {
            Right.FOR_STATIC_VOLUMES.forEach(right -> addRefused(right, "", "", missing));
        }
        String leaseNamespace = lease.namespaceOf(orchestrator);
        addRefused(
                Right.FOR_THE_LEASE,
                leaseNamespace,
                " in namespace " + leaseNamespace + ", so it lets no build go",
                missing);
        pods.volume().storageClass().ifPresent(name -> addStorageClass(name, missing));
        return missing;
    }

    private void addRefused(Right right, String namespace, String where, List<String> missing) {
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
