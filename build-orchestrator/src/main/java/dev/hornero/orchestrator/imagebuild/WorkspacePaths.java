// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.Source;
import java.nio.file.Path;

/** Paths in a build's containers. */
final class WorkspacePaths {
    /**
     * Where the volume is. Kaniko leaves what is mounted out of the image, so it must be a path
     * that no Dockerfile uses: {@code WORKDIR /workspace} is common.
     */
    static final String WORKSPACE = "/hornero/workspace";

    /** The checkout; beside it is the mark that says whose volume it is. */
    private static final String SOURCE = WORKSPACE + "/source";

    /** Where all directories of static volumes are, for who cleans them up. */
    static final String VOLUMES = "/hornero/volumes";

    static final String DOCKER_CONFIG = "/kaniko/.docker";
    static final String BUILD_SECRETS = "/kaniko/build-secrets";
    static final String GIT_KEY = "/hornero/git";
    static final String TERMINATION_LOG = "/dev/termination-log";

    private WorkspacePaths() {}

    static String dockerfile(Source source) {
        return inWorkspace("source.dockerfilePath", source.dockerfilePath());
    }

    static String context(Source source) {
        return inWorkspace("source.contextPath", source.contextPath());
    }

    /**
     * A path of the repository as an absolute one; throws {@link IllegalArgumentException} for one
     * that leaves the repository.
     */
    static String inWorkspace(String field, String relative) {
        Path root = Path.of(SOURCE);
        Path path = root.resolve(relative.replaceAll("^/+", "")).normalize();
        if (!path.startsWith(root)) {
            throw new IllegalArgumentException(
                    field + " must be a path inside the repository, was \"" + relative + "\"");
        }
        return path.toString();
    }
}
