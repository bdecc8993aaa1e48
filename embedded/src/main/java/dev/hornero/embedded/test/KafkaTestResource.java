// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Sets {@code kafka.bootstrap.servers}. The broker is, in this order: the one that {@code
 * TEST_KAFKA_BOOTSTRAP} names, one in a container where {@code DOCKER_HOST} or {@code
 * /var/run/docker.sock} is there, one in this JVM. It is one broker for all tests of a JVM, so
 * topics outlive a test class; it creates none by itself.
 */
public final class KafkaTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return PerJvm.ask(SharedKafka.class);
    }

    @Override
    public void stop() {
        // The broker ends with the JVM
    }
}
