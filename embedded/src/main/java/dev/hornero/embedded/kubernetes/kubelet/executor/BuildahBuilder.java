// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import dev.hornero.embedded.kubernetes.kubelet.shim.Children;
import dev.hornero.embedded.kubernetes.kubelet.shim.Isolation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds with buildah, in an image store that this one build has to itself. RUN steps are isolated
 * by chroot, which needs no daemon and no privilege beyond the user's own.
 */
final class BuildahBuilder implements ImageBuilder {

    private static final String HUB = "index.docker.io";
    private static final String IMAGE = "localhost/hornero/build:latest";

    private final Path scratch;
    private final String storageDriver;
    private final Isolation isolation;
    private final BuildLog log;
    private final Children children;

    /**
     * Not yet used: {@link #build} comes first.
     *
     * @param scratch a directory for image store and settings
     */
    BuildahBuilder(
            Path scratch,
            String storageDriver,
            Isolation isolation,
            BuildLog log,
            Children children) {
        this.scratch = scratch;
        this.storageDriver = storageDriver;
        this.isolation = isolation;
        this.log = log;
        this.children = children;
    }

    @Override
    public void build(ExecutorOptions options, Optional<Path> registryCredentials)
            throws BuildException, IOException, InterruptedException {
        writeRegistries(options);
        var command = buildah("build");
        // Docker's format, because OCI's loses SHELL, and with it how RUN runs.
        command.addAll(List.of("--isolation", "chroot", "--format", "docker", "--tag", IMAGE));
        command.addAll(List.of("--file", options.dockerfile().toString()));
        // Kaniko hands no proxy of its own to RUN.
        command.add("--http-proxy=false");
        registryCredentials.ifPresent(file -> command.addAll(List.of("--authfile", "" + file)));
        options.target().ifPresent(target -> command.addAll(List.of("--target", target)));
        options.platform().ifPresent(platform -> command.addAll(List.of("--platform", platform)));
        options.buildArguments().forEach(a -> command.addAll(List.of("--build-arg", a)));
        for (BuildSecret secret : options.secrets()) {
            command.addAll(List.of("--secret", secret.asFlag(scratch)));
        }
        options.labels().forEach(label -> command.addAll(List.of("--label", label)));
        options.annotations().forEach(a -> command.addAll(List.of("--annotation", a)));
        if (options.reproducible()) {
            command.addAll(List.of("--timestamp", "0"));
        }
        command.add(options.context().toString());
        var output = new BuildahOutput(log);
        int code = run(command, output);
        if (code != 0) {
            throw BuildFailures.ofBuildah(output.error(), code);
        }
    }

    @Override
    public String save(Path layout, String tag)
            throws BuildException, IOException, InterruptedException {
        Files.createDirectories(layout);
        return copy("oci:" + layout + ":" + tag, List.of());
    }

    @Override
    public void archive(Path file, String name)
            throws BuildException, IOException, InterruptedException {
        copy("docker-archive:" + file + ":" + name, List.of());
    }

    @Override
    public String push(
            Destination destination, boolean insecure, Optional<Path> registryCredentials)
            throws BuildException, IOException, InterruptedException {
        var options = new ArrayList<String>(List.of("--format", "oci"));
        registryCredentials.ifPresent(file -> options.addAll(List.of("--authfile", "" + file)));
        if (insecure) {
            options.add("--tls-verify=false");
        }
        return copy("docker://" + destination.toString().replace(HUB, "docker.io"), options);
    }

    private String copy(String to, List<String> options)
            throws BuildException, IOException, InterruptedException {
        Path digest = scratch.resolve("digest");
        var command = buildah("push");
        command.addAll(List.of("--quiet", "--digestfile", digest.toString()));
        command.addAll(options);
        command.addAll(List.of(IMAGE, to));
        var output = new BuildahOutput(log);
        int code = run(command, output);
        if (code != 0) {
            throw new BuildException(output.error().orElse("buildah ended with exit code " + code));
        }
        return Files.readString(digest).strip();
    }

    private int run(List<String> command, BuildahOutput output)
            throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("CONTAINERS_REGISTRIES_CONF", "" + registries());
        return children.run(process, (in, stream) -> forEachLine(in, output));
    }

    private List<String> buildah(String subcommand) {
        var command = new ArrayList<String>();
        if (isolation == Isolation.MOUNT_NAMESPACE) {
            // Mounts of a build that is killed go with its namespace.
            command.addAll(List.of("unshare", "--mount", "--propagation", "private"));
        }
        command.addAll(
                List.of(
                        "buildah",
                        "--root",
                        scratch.resolve("storage").toString(),
                        "--runroot",
                        scratch.resolve("run").toString(),
                        "--storage-driver",
                        storageDriver,
                        subcommand));
        return command;
    }

    private Path registries() {
        return scratch.resolve("registries.conf");
    }

    private void writeRegistries(ExecutorOptions options) throws IOException {
        var conf = new StringBuilder("unqualified-search-registries = [\"docker.io\"]\n");
        if (!options.mirrors().isEmpty()) {
            conf.append("[[registry]]\nlocation = \"docker.io\"\n");
            for (String mirror : options.mirrors()) {
                conf.append("[[registry.mirror]]\nlocation = \"%s\"\n".formatted(mirror));
            }
        }
        for (String insecure : options.plainRegistries()) {
            conf.append("[[registry]]\nlocation = \"%s\"\ninsecure = true\n".formatted(insecure));
        }
        Files.writeString(registries(), conf);
    }

    private static void forEachLine(InputStream in, BuildahOutput output) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.line(line);
        }
    }
}
