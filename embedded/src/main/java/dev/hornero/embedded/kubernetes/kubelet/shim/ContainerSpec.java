// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a container process is given, over its standard input: environment values can be
 * secret, so they are on no command line and in no file.
 *
 * @param name of the container, for the first line of a diagnosis
 * @param program what stands in for the image
 * @param arguments the command line; for the executor its arguments alone
 * @param reach the ports of this machine that the container may connect to, on a network of its
 *     own; empty when it shares this machine's
 */
public record ContainerSpec(
        String name,
        Program program,
        List<String> arguments,
        Map<String, String> environment,
        List<Mount> mounts,
        Isolation isolation,
        Optional<Set<Integer>> reach,
        ImageStore images) {

    /** The kinds of images this cluster knows. */
    public enum Program {
        /** The command is run from this machine's own programs. */
        COMMAND,
        /** The arguments are the Kaniko executor's, and what it does is done by a builder here. */
        EXECUTOR,
        /** Whatever the arguments are, it waits and ends well: for load tests. */
        WAITS
    }

    /**
     * How the executor builds, and where an image stays whose registry cannot be reached.
     *
     * @param builder {@code buildah} with a storage driver, {@code docker}, or why there is none
     * @param layouts the directory of OCI layouts, one per repository
     */
    public record ImageStore(Builder builder, String storageDriver, String layouts) {
        /** What builds. */
        public enum Builder {
            BUILDAH,
            DOCKER,
            NONE
        }
    }

    public ContainerSpec {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
    }

    /** Arguments and environment can hold secrets. */
    @Override
    public String toString() {
        return "ContainerSpec[%s, %s]".formatted(name, program);
    }
}
