// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.sample;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What the sample run registers.
 *
 * @param repository where the scanner and the build pods fetch it
 */
public record SampleProject(String repository, String cluster, String namespace) {

    public static final String NAME = "sample";

    /** Also the branch, for that is what it defaults to. */
    public static final String ENVIRONMENT = "dev";

    static final String PROJECT_ENV = ENVIRONMENT + "-" + NAME;

    /** The value that the sample's Dockerfile asks for. */
    static final Map<String, String> VALUES = Map.of("GREETING", "Hello from Hornero");

    public SampleProject {
        requireNonNull(repository, "repository");
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
    }
}
