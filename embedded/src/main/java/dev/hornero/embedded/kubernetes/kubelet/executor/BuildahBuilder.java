// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.embedded.kubernetes.kubelet.shim.Children;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog;
import dev.hornero.embedded.kubernetes.kubelet.shim.Isolation;
import dev.hornero.embedded.kubernetes.kubelet.shim.Mount;
import dev.hornero.embedded.kubernetes.kubelet.shim.Sandbox;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds with buildah, in an image store that this one build has to itself. RUN steps are kept from
 * buildah by chroot, which needs no daemon; what keeps buildah and them from this machine is the
 * sandbox.
 */
final class BuildahBuilder implements ImageBuilder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HUB = "index.docker.io";
    static final String IMAGE = "localhost/hornero/build:latest";

    private final Path scratch;
    private final String storageDriver;
    private final Isolation isolation;
    private final Optional<Sandbox> sandbox;
    private final ContainerPaths paths;
    private final BuildLog log;
    private final Children children;

    /**
     * Not yet used: {@link #build} comes first.
     *
     * @param scratch a directory for image store and settings
     * @param paths the container's, of which a build reads
     */
    BuildahBuilder(
            Path scratch,
            String storageDriver,
            Isolation isolation,
            Optional<Sandbox> sandbox,
            ContainerPaths paths,
            BuildLog log,
            Children children) {
        this.scratch = scratch;
        this.storageDriver = storageDriver;
        this.isolation = isolation;
        this.sandbox = sandbox;
        this.paths = paths;
        this.log = log;
        this.children = children;
    }

    @Override
    public void build(ExecutorOptions options, Optional<Path> registryCredentials)
            throws BuildException, IOException, InterruptedException {
        writeRegistries(options);
        BuildahDialect.Translation translation =
                BuildahDialect.translate(
                        Files.readString(options.dockerfile()),
                        version(),
                        options.target(),
                        options.buildArguments().values(),
                        image -> environmentOf(image, registryCredentials));
        BuildArguments arguments = options.buildArguments().and(translation.arguments());
        var command = buildah("build");
        // Docker's format, because OCI's loses SHELL, and with it how RUN runs.
        command.addAll(List.of("--isolation", "chroot", "--format", "docker", "--tag", IMAGE));
        command.addAll(List.of("--file", "" + dockerfile(options, translation)));
        // Kaniko hands no proxy of its own to RUN.
        command.add("--http-proxy=false");
        registryCredentials.ifPresent(file -> command.addAll(List.of("--authfile", "" + file)));
        translation.target().ifPresent(target -> command.addAll(List.of("--target", target)));
        command.addAll(arguments.flags());
        for (BuildSecret secret : options.secrets()) {
            command.addAll(List.of("--secret", secret.asFlag()));
        }
        command.add(options.context().toString());
        var output = new BuildahOutput(log, paths);
        int code = run(command, arguments.environment(), mounts(), output);
        if (code != 0) {
            throw BuildFailures.ofBuildah(output.error(), code);
        }
    }

    /** Pulls an image, which the build finds in the store then, and reads its ENV. */
    private Map<String, String> environmentOf(String image, Optional<Path> registryCredentials)
            throws IOException, InterruptedException {
        var pull = buildah("pull");
        pull.addAll(List.of("--quiet", "--retry", "0"));
        registryCredentials.ifPresent(file -> pull.addAll(List.of("--authfile", "" + file)));
        pull.add(image);
        List<Mount> read = mounts();
        if (run(pull, Map.of(), read, (in, _) -> in.transferTo(OutputStream.nullOutputStream()))
                != 0) {
            // The build meets the same failure and says it in Kaniko's words.
            return Map.of();
        }
        var inspect = buildah("inspect");
        inspect.addAll(List.of("--type", "image", image));
        var description = new ByteArrayOutputStream();
        if (run(inspect, Map.of(), read, (in, _) -> in.transferTo(description)) != 0) {
            throw new IOException("buildah inspect: " + description.toString(UTF_8).strip());
        }
        var environment = new LinkedHashMap<String, String>();
        JSON.readTree(description.toByteArray())
                .path("OCIv1")
                .path("config")
                .path("Env")
                .forEach(variable -> {
                    String[] sides = variable.asText().split("=", 2);
                    environment.put(sides[0], sides.length == 2 ? sides[1] : "");
                });
        return environment;
    }

    private String version() throws IOException, InterruptedException {
        var said = new StringBuilder();
        children.run(
                new ProcessBuilder("buildah", "--version"),
                (in, stream) -> {
                    if (stream == ContainerLog.Stream.STDOUT) {
                        said.append(new String(in.readAllBytes(), UTF_8));
                    }
                });
        return said.toString();
    }

    /** The Dockerfile that buildah reads, with what it ignores of the context beside it. */
    private Path dockerfile(ExecutorOptions options, BuildahDialect.Translation translation)
            throws IOException {
        if (translation.dockerfile().isEmpty()) {
            return options.dockerfile();
        }
        log.info("For buildah, instructions are added so that each ARG has its value");
        Path changed = scratch.resolve("Dockerfile");
        Files.writeString(changed, translation.dockerfile().get());
        for (String suffix : List.of(".dockerignore", ".containerignore")) {
            Path ignored = Path.of(options.dockerfile() + suffix);
            if (Files.exists(ignored)) {
                Files.copy(ignored, Path.of(changed + suffix));
            }
        }
        return changed;
    }

    @Override
    public String save(Path layout, String tag)
            throws BuildException, IOException, InterruptedException {
        isolation.giveAll(Files.createDirectories(layout));
        return copy("oci:" + layout + ":" + tag, List.of(), List.of(written(layout)));
    }

    @Override
    public String push(
            Destination destination, boolean insecure, Optional<Path> registryCredentials)
            throws BuildException, IOException, InterruptedException {
        var options = new ArrayList<String>(List.of("--format", "oci"));
        registryCredentials.ifPresent(file -> options.addAll(List.of("--authfile", "" + file)));
        List<Mount> credentials =
                registryCredentials
                        .map(file -> new Mount(file.toString(), file.toString(), true))
                        .stream()
                        .toList();
        if (insecure) {
            options.add("--tls-verify=false");
        }
        return copy(
                "docker://" + destination.toString().replace(HUB, "docker.io"),
                options,
                credentials);
    }

    private List<Mount> mounts() {
        return paths.mounts().stream()
                .map(mount -> new Mount(mount.source(), mount.source(), true))
                .toList();
    }

    private static Mount written(Path directory) {
        return new Mount(directory.toString(), directory.toString(), false);
    }

    private String copy(String to, List<String> options, List<Mount> needed)
            throws BuildException, IOException, InterruptedException {
        Path digest = scratch.resolve("digest");
        var command = buildah("push");
        command.addAll(List.of("--quiet", "--digestfile", digest.toString()));
        command.addAll(options);
        command.addAll(List.of(IMAGE, to));
        var output = new BuildahOutput(log, paths);
        int code = run(command, Map.of(), needed, output);
        if (code != 0) {
            throw new BuildException(output.error().orElse("buildah ended with exit code " + code));
        }
        return Files.readString(digest).strip();
    }

    private int run(
            List<String> command,
            Map<String, String> variables,
            List<Mount> needed,
            BuildahOutput output)
            throws IOException, InterruptedException {
        int code = run(command, variables, needed, (in, _) -> forEachLine(in, output));
        output.end();
        return code;
    }

    private int run(
            List<String> command,
            Map<String, String> variables,
            List<Mount> needed,
            Children.Output output)
            throws IOException, InterruptedException {
        var environment = new LinkedHashMap<>(variables);
        environment.put("CONTAINERS_REGISTRIES_CONF", "" + registries());
        ProcessBuilder process;
        if (sandbox.isPresent()) {
            environment.put("PATH", Sandbox.PATH);
            environment.put("HOME", "/home");
            var all = new ArrayList<>(List.of(written(scratch)));
            all.addAll(needed);
            giveScratch();
            process = sandbox.get().program(command, environment, all);
        } else {
            process = new ProcessBuilder(command);
            process.environment().putAll(environment);
        }
        // Not over a pipe: what is still to be written to a full one when a RUN ends, buildah
        // leaves out.
        return children.run(process, scratch.resolve("output"), output);
    }

    /** The directory and its own files, some of which are secret; not the image store in it. */
    private void giveScratch() throws IOException {
        isolation.give(scratch);
        try (Stream<Path> entries = Files.list(scratch)) {
            for (Path file : entries.filter(Files::isRegularFile).toList()) {
                isolation.give(file);
            }
        }
    }

    private List<String> buildah(String subcommand) {
        return new ArrayList<>(
                List.of(
                        "buildah",
                        "--root",
                        scratch.resolve("storage").toString(),
                        "--runroot",
                        scratch.resolve("run").toString(),
                        "--storage-driver",
                        storageDriver,
                        subcommand));
    }

    private Path registries() {
        return scratch.resolve("registries.conf");
    }

    private void writeRegistries(ExecutorOptions options) throws IOException {
        var conf = new StringBuilder("unqualified-search-registries = [\"docker.io\"]\n");
        for (String insecure : options.plainRegistries()) {
            conf.append("[[registry]]\nlocation = \"%s\"\ninsecure = true\n".formatted(insecure));
        }
        Files.writeString(registries(), conf);
    }

    private static void forEachLine(InputStream in, BuildahOutput output) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.line(line);
        }
    }
}
