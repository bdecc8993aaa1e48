// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test an embedded cluster of its own, empty at first, and its Kubernetes client
 * the address ({@code quarkus.kubernetes-client.*}). With the init argument {@code kubelet=false}
 * pods are scheduled and never run: the test plays the kubelet.
 */
public final class KubernetesTestResource implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> arguments = Map.of();
    private @Nullable AutoCloseable cluster;

    @Override
    public void init(Map<String, String> given) {
        arguments = Map.copyOf(given);
    }

    @Override
    @SuppressWarnings("unchecked") // both copies of the class are compiled from one source
    public Map<String, String> start() {
        // Quarkus closes the class loader of test resources while they run, when the application
        // under test restarts; the cluster's threads need one that stays.
        ClassLoader system = ClassLoader.getSystemClassLoader();
        try {
            Object started =
                    system.loadClass(TestCluster.class.getName()).getConstructor().newInstance();
            cluster = (AutoCloseable) started;
            return ((Function<Map<String, String>, Map<String, String>>) started).apply(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot start the embedded cluster", e);
        }
    }

    @Override
    public void stop() {
        try {
            if (cluster != null) {
                cluster.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the embedded cluster", e);
        }
    }
}
