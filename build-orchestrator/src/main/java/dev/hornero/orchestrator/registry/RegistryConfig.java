// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The registry that this cluster pushes to. */
@ConfigMapping(prefix = "hornero.registry")
public interface RegistryConfig {
    /** {@code host[:port][/prefix]}; it is ECR when the host is one of ECR's. */
    String address();

    /** For a registry that is not ECR. */
    Optional<String> user();

    /** Goes with the user. */
    Optional<String> password();

    /** Plain HTTP, or a certificate of no known authority. */
    @WithDefault("false")
    boolean insecure();

    /** How long one request to the registry or to ECR may take. */
    @WithDefault("10s")
    Duration timeout();

    Ecr ecr();

    /** What repositories that are made in ECR are like. */
    interface Ecr {
        /** Instead of AWS's own, for emulators. */
        Optional<URI> endpoint();

        /** Whether a repository that Hornero creates is scanned on push. */
        @WithDefault("true")
        boolean scanOnPush();

        /** Whether tags of a repository that Hornero creates may move. */
        @WithDefault("MUTABLE")
        Mutability tags();

        /** The text of a lifecycle policy, as ECR's API takes it. */
        Optional<String> lifecyclePolicy();

        /** A token is minted anew when less than this is left of it. */
        @WithDefault("2h")
        Duration renewAhead();
    }

    /** Whether a tag may be moved to another image. */
    enum Mutability {
        MUTABLE,
        IMMUTABLE
    }
}
