// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Sets {@link #URL}, under which the bare repositories in the directory {@link #ROOT} are served.
 * Tests make a repository with {@code BareRepository.openOrCreate(Path.of(root, "name.git"),
 * "main")} and read it at {@code url + "/name.git"}; a field of type {@link TestRepositories} in
 * the test class is filled.
 */
public final class GitServerTestResource implements QuarkusTestResourceLifecycleManager {

    public static final String URL = "hornero.test.git.url";
    public static final String ROOT = "hornero.test.git.root";

    private Map<String, String> settings = Map.of();

    @Override
    public Map<String, String> start() {
        settings = PerJvm.ask(SharedGitServer.class);
        return settings;
    }

    @Override
    public void inject(TestInjector testInjector) {
        testInjector.injectIntoFields(
                TestRepositories.at(settings),
                new TestInjector.MatchesType(TestRepositories.class));
    }

    @Override
    public void stop() {
        // The server ends with the JVM
    }
}
