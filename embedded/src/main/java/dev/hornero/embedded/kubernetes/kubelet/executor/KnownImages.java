// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerSpec.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which images this node can run. There are no containers without a runtime, so an image is known
 * by what its program is: the Kaniko executor, or a shell or git that this machine has too. An
 * image of {@link #LOAD_TESTS} is none of them.
 */
public final class KnownImages {

    /** The registry of images that only wait, such as {@code load-test.localhost/waits:0.5}. */
    public static final String LOAD_TESTS = "load-test.localhost";

    private static final Set<String> PROGRAMS = Set.of("sh", "bash", "git");

    /** Parts of an image's name that say that it is the executor. */
    private static final List<String> EXECUTORS = List.of("kaniko", "executor");

    private KnownImages() {}

    /**
     * What stands in for an image; empty when there is no such image as far as this node knows.
     *
     * @param command the container's own, empty for the image's
     */
    public static Optional<Program> programOf(String image, List<String> command) {
        if (registry(image).endsWith(".invalid")) {
            // A domain that never resolves (RFC 2606): the way to name an image that does not
            // exist.
            return Optional.empty();
        }
        if (registry(image).equals(LOAD_TESTS)) {
            return Optional.of(Program.WAITS);
        }
        if (command.isEmpty() && EXECUTORS.stream().anyMatch(name(image)::contains)) {
            return Optional.of(Program.EXECUTOR);
        }
        boolean isTool =
                !command.isEmpty()
                        && PROGRAMS.contains(Path.of(command.getFirst()).getFileName().toString());
        return isTool ? Optional.of(Program.COMMAND) : Optional.empty();
    }

    private static String registry(String image) {
        int slash = image.indexOf('/');
        return slash < 0 ? "" : image.substring(0, slash).replaceFirst(":[0-9]+$", "");
    }

    /** Without tag and digest. */
    private static String name(String image) {
        String name = image.replaceFirst("@.*$", "");
        int colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
    }
}
