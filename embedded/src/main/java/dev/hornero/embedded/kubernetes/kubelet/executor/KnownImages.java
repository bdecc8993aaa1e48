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
 *
 * @param executors parts of an image's name that say that it is the executor
 * @param commands whole names of images whose command is run from this machine; where there are
 *     none, any image whose command is a shell or git is
 */
public record KnownImages(List<String> executors, List<String> commands) {

    /** The registry of images that only wait, such as {@code load-test.localhost/waits:0.5}. */
    public static final String LOAD_TESTS = "load-test.localhost";

    private static final Set<String> PROGRAMS = Set.of("sh", "bash", "git");

    public static final KnownImages DEFAULT =
            new KnownImages(List.of("kaniko", "executor"), List.of());

    public KnownImages {
        executors = List.copyOf(executors);
        commands = List.copyOf(commands);
    }

    /**
     * What stands in for an image; empty when there is no such image as far as this node knows.
     *
     * @param command the container's own, empty for the image's
     */
    public Optional<Program> programOf(String image, List<String> command) {
        if (registry(image).endsWith(".invalid")) {
            // A domain that never resolves (RFC 2606): the way to name an image nobody has.
            return Optional.empty();
        }
        if (registry(image).equals(LOAD_TESTS)) {
            return Optional.of(Program.WAITS);
        }
        if (commands.contains(image)) {
            return Optional.of(Program.COMMAND);
        }
        if (command.isEmpty() && executors.stream().anyMatch(name(image)::contains)) {
            return Optional.of(Program.EXECUTOR);
        }
        boolean isTool =
                commands.isEmpty()
                        && !command.isEmpty()
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
