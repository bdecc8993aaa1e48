// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class SharedServersIT {

    @Test
    void oneBrokerServesAllStartsEvenThroughOtherClassLoaders() throws Exception {
        Map<String, String> first = new KafkaTestResource().start();
        Map<String, String> second = startInAClassLoaderThatCloses(KafkaTestResource.class);

        assertThat(second).isEqualTo(first).containsOnlyKeys("kafka.bootstrap.servers");
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", first.get("kafka.bootstrap.servers")))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }

    @Test
    void eachStartHasADatabaseOfItsOwnOnOneServer() throws Exception {
        Map<String, String> first = new PostgresTestResource().start();
        Map<String, String> second = startInAClassLoaderThatCloses(PostgresTestResource.class);

        assertThat(port(second)).isEqualTo(port(first));
        assertThat(second.get("quarkus.datasource.jdbc.url"))
                .isNotEqualTo(first.get("quarkus.datasource.jdbc.url"));
        try (Connection connection =
                DriverManager.getConnection(
                        second.get("quarkus.datasource.jdbc.url"),
                        second.get("quarkus.datasource.username"),
                        second.get("quarkus.datasource.password"))) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void repositoriesOfTheResourceAreServed() throws Exception {
        Map<String, String> settings = new GitServerTestResource().start();
        TestRepositories repositories = TestRepositories.at(settings);
        String commit =
                repositories.repository("app").commit("main", "First", Map.of("file", "text"));

        Process listed =
                new ProcessBuilder("git", "ls-remote", repositories.urlOf("app"))
                        .redirectErrorStream(true)
                        .start();

        assertThat(new String(listed.getInputStream().readAllBytes(), UTF_8)).contains(commit);
    }

    private static String port(Map<String, String> settings) {
        return settings.get("quarkus.datasource.jdbc.url")
                .replaceFirst("^jdbc:postgresql://127.0.0.1:(\\d+)/.*$", "$1");
    }

    /** As Quarkus does it for a restart of the application under test. */
    private static Map<String, String> startInAClassLoaderThatCloses(
            Class<? extends QuarkusTestResourceLifecycleManager> type) throws Exception {
        URL classes = type.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new ChildFirst(classes)) {
            Object copy = loader.loadClass(type.getName()).getConstructor().newInstance();
            assertThat(copy.getClass()).isNotEqualTo(type);
            return ((QuarkusTestResourceLifecycleManager) copy).start();
        }
    }

    private static final class ChildFirst extends URLClassLoader {

        ChildFirst(URL classes) throws IOException {
            super(new URL[] {classes}, SharedServersIT.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("dev.hornero.") && findLoadedClass(name) == null) {
                    return findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        }
    }
}
