// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import dev.hornero.embedded.kubernetes.kubelet.shim.Children;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog.Stream;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerSpec;
import dev.hornero.embedded.kubernetes.kubelet.shim.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One run of the executor: read the flags, ask the registries, build, print the digest, push. */
public final class Executor {

    private static final String NO_SPACE = "no space left on device";

    private final ContainerSpec spec;
    private final Path scratch;
    private final Optional<Sandbox> sandbox;
    private final ContainerLog output;
    private final Children children;
    private final Clock clock;

    /**
     * Not yet running.
     *
     * @param scratch a directory for this run alone
     * @param sandbox where programs run, if this machine has such
     */
    public Executor(
            ContainerSpec spec,
            Path scratch,
            Optional<Sandbox> sandbox,
            ContainerLog output,
            Children children,
            Clock clock) {
        this.spec = spec;
        this.scratch = scratch;
        this.sandbox = sandbox;
        this.output = output;
        this.children = children;
        this.clock = clock;
    }

    /** The exit code: 0, a failing RUN's own, or 1. */
    public int run() throws IOException, InterruptedException {
        try {
            CommandLine line = CommandLine.parse(spec.arguments());
            var log = new BuildLog(output, clock);
            var paths =
                    new ContainerPaths(
                            spec.mounts(), Files.createDirectories(scratch.resolve("files")));
            run(ExecutorOptions.of(line, paths), paths, log);
            return 0;
        } catch (FlagException wrong) {
            output.line(Stream.STDERR, "Error: " + wrong.getMessage());
            for (String usage : Flag.usage()) {
                output.line(Stream.STDERR, usage);
            }
            return 1;
        } catch (BuildException failed) {
            output.line(Stream.STDERR, "" + failed.getMessage());
            return failed.exitCode();
        } catch (IOException diskIsFull) {
            String said = ("" + diskIsFull.getMessage()).toLowerCase(Locale.ROOT);
            if (!said.contains(NO_SPACE)) {
                throw diskIsFull;
            }
            output.line(Stream.STDERR, "error building image: " + said);
            return 1;
        }
    }

    private void run(ExecutorOptions options, ContainerPaths paths, BuildLog log)
            throws BuildException, IOException, InterruptedException {
        Optional<Path> credentials = credentials(paths);
        List<Target> targets = targets(options, credentials, log);
        if (options.cache()) {
            log.info("Layers are not cached by the embedded cluster: building all of them");
        }
        ImageBuilder builder = builder(paths, log);
        builder.build(options, credentials);
        publish(options, targets, credentials, builder, log);
    }

    private ImageBuilder builder(ContainerPaths paths, BuildLog log) throws BuildException {
        return switch (spec.images().builder()) {
            case BUILDAH ->
                    new BuildahBuilder(
                            scratch,
                            spec.images().storageDriver(),
                            spec.isolation(),
                            sandbox,
                            paths,
                            log,
                            children);
            case DOCKER ->
                    new DockerBuilder(
                            scratch,
                            Long.toString(ProcessHandle.current().pid()),
                            paths,
                            log,
                            children);
            case NONE ->
                    throw new BuildException(
                            "error building image: nothing on this machine builds images: install"
                                    + " buildah, or start a Docker engine");
        };
    }

    /**
     * A destination and how it is reached.
     *
     * @param reachable false when the image stays on this machine instead
     */
    private record Target(Destination destination, boolean reachable, boolean insecure) {
        String notPushed() {
            return "The image is on this machine only and was not pushed: registry %s cannot be reached"
                    .formatted(destination.registry());
        }
    }

    private List<Target> targets(ExecutorOptions options, Optional<Path> credentials, BuildLog log)
            throws BuildException, IOException, InterruptedException {
        var targets = new ArrayList<Target>();
        for (String text : options.destinations()) {
            Destination destination = Destination.parse(text);
            boolean insecure =
                    destination.isLocal()
                            || options.insecureRegistries().contains(destination.registry());
            Optional<Registry> registry = Registry.find(destination, insecure, credentials);
            if (registry.isPresent()) {
                requirePush(registry.get(), destination, log);
            }
            targets.add(new Target(destination, registry.isPresent(), insecure));
        }
        return targets;
    }

    private static void requirePush(Registry registry, Destination destination, BuildLog log)
            throws BuildException, IOException, InterruptedException {
        try {
            registry.requirePush(destination);
        } catch (BuildException denied) {
            log.warn(
                    "make sure you entered the correct tag name, that you are authenticated"
                            + " correctly, and try again.");
            throw denied;
        } catch (IOException silent) {
            throw new BuildException(
                    "error checking push permissions: checking push permission for \"%s\": %s cannot be reached: %s"
                            .formatted(destination, destination.registry(), silent.getMessage()));
        }
    }

    private void publish(
            ExecutorOptions options,
            List<Target> targets,
            Optional<Path> credentials,
            ImageBuilder builder,
            BuildLog log)
            throws BuildException, IOException, InterruptedException {
        // Kaniko too knows the digest, and prints it, before it pushes.
        String digest = builder.save(scratch.resolve("layout"), "image");
        print(options, digest);
        for (Target target : targets) {
            String published = publish(target, credentials, builder, log);
            if (!published.equals(digest)) {
                print(options, published);
            }
        }
        Optional<Target> missed = targets.stream().filter(to -> !to.reachable()).findFirst();
        if (missed.isPresent() && options.digestFile().isPresent()) {
            // Beyond Kaniko, which fails here: the build's result is to say it too.
            Files.writeString(
                    options.digestFile().get(),
                    "\nnot pushed: " + missed.get().notPushed() + "\n",
                    StandardOpenOption.APPEND);
        }
    }

    private String publish(
            Target target, Optional<Path> credentials, ImageBuilder builder, BuildLog log)
            throws BuildException, IOException, InterruptedException {
        Destination destination = target.destination();
        try {
            if (target.reachable()) {
                log.info("Pushing image to " + destination);
                String digest = builder.push(destination, target.insecure(), credentials);
                log.info("Pushed %s@%s".formatted(destination.name(), digest));
                return digest;
            }
            Path layout = Path.of(spec.images().layouts()).resolve(destination.repository());
            String digest = builder.save(layout, destination.tag());
            log.info(
                    "Saved %s as oci:%s:%s, digest %s"
                            .formatted(destination, layout, destination.tag(), digest));
            log.warn(target.notPushed());
            return digest;
        } catch (BuildException failed) {
            throw new BuildException(
                    "error pushing image: failed to push to destination %s: %s"
                            .formatted(destination, failed.getMessage()));
        }
    }

    private static void print(ExecutorOptions options, String digest) throws IOException {
        if (options.digestFile().isPresent()) {
            Path file = options.digestFile().get();
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, digest);
        }
    }

    private Optional<Path> credentials(ContainerPaths paths) {
        String directory = spec.environment().getOrDefault("DOCKER_CONFIG", "/kaniko/.docker");
        return Optional.of(paths.toHost(directory).resolve("config.json"))
                .filter(Files::isRegularFile);
    }
}
