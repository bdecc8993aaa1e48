// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import static java.util.Objects.requireNonNull;

import dev.hornero.embedded.git.BareRepository;
import java.nio.file.Path;
import java.util.Map;

/** Makes repositories that the git server of this test JVM serves. */
public record TestRepositories(String url, Path root) {

    /** What {@link GitServerTestResource#start} answered. */
    public static TestRepositories at(Map<String, String> settings) {
        return new TestRepositories(
                requireNonNull(settings.get(GitServerTestResource.URL), GitServerTestResource.URL),
                Path.of(
                        requireNonNull(
                                settings.get(GitServerTestResource.ROOT),
                                GitServerTestResource.ROOT)));
    }

    /** The repository {@code name.git}, made with branch main if it is not there yet. */
    public BareRepository repository(String name) {
        return BareRepository.openOrCreate(root.resolve(name + ".git"), "main");
    }

    /** Where {@link #repository} is served. */
    public String urlOf(String name) {
        return url + "/" + name + ".git";
    }
}
