// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A program of this machine that builds images from Dockerfiles; holds one image at a time. */
interface ImageBuilder {

    /**
     * Builds, telling its progress in the log.
     *
     * @throws BuildException as Kaniko would end
     */
    void build(ExecutorOptions options, Optional<Path> registryCredentials)
            throws BuildException, IOException, InterruptedException;

    /**
     * Writes what was built into an OCI layout, in the place of an image of the same tag.
     *
     * @return the digest of its manifest, {@code sha256:…}
     */
    String save(Path layout, String tag) throws BuildException, IOException, InterruptedException;

    /**
     * Pushes what was built.
     *
     * @return the digest that the registry has it under
     */
    String push(Destination destination, boolean insecure, Optional<Path> registryCredentials)
            throws BuildException, IOException, InterruptedException;
}
