// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.embedded.kubernetes.kubelet.shim.Children;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds with the Docker engine that answers here, under a name that this one build has. */
final class DockerBuilder implements ImageBuilder {

    private final Path scratch;
    private final String image;
    private final ContainerPaths paths;
    private final BuildLog log;
    private final Children children;

    DockerBuilder(Path scratch, String id, ContainerPaths paths, BuildLog log, Children children) {
        this.scratch = scratch;
        this.image = "hornero-build/" + id + ":latest";
        this.paths = paths;
        this.log = log;
        this.children = children;
    }

    @Override
    public void build(ExecutorOptions options, Optional<Path> registryCredentials)
            throws BuildException, IOException, InterruptedException {
        var command = new ArrayList<String>(List.of("build", "--progress=plain", "--tag", image));
        command.addAll(List.of("--file", options.dockerfile().toString()));
        options.target().ifPresent(target -> command.addAll(List.of("--target", target)));
        command.addAll(options.buildArguments().flags());
        for (BuildSecret secret : options.secrets()) {
            command.addAll(List.of("--secret", secret.asFlag()));
        }
        command.add(options.context().toString());
        var output = new DockerOutput(log, paths);
        int code =
                run(
                        command,
                        options.buildArguments().environment(),
                        registryCredentials,
                        output::line);
        if (code != 0) {
            throw output.failure(code);
        }
    }

    @Override
    public String save(Path layout, String tag)
            throws BuildException, IOException, InterruptedException {
        Path archive = scratch.resolve("image.tar");
        require(List.of("save", "--output", archive.toString(), image), Optional.empty());
        Files.createDirectories(layout);
        return new OciLayout(layout, new ObjectMapper())
                .add(archive, tag, scratch.resolve("image"), children);
    }

    @Override
    public String push(
            Destination destination, boolean insecure, Optional<Path> registryCredentials)
            throws BuildException, IOException, InterruptedException {
        require(List.of("tag", image, destination.toString()), Optional.empty());
        require(List.of("push", "--quiet", destination.toString()), registryCredentials);
        var digest = new StringBuilder();
        run(
                List.of("inspect", "--format", "{{index .RepoDigests 0}}", destination.toString()),
                Map.of(),
                Optional.empty(),
                digest::append);
        return digest.substring(digest.indexOf("@") + 1).strip();
    }

    private void require(List<String> arguments, Optional<Path> registryCredentials)
            throws BuildException, IOException, InterruptedException {
        var output = new StringBuilder();
        int code =
                run(
                        arguments,
                        Map.of(),
                        registryCredentials,
                        line -> output.append(line).append('\n'));
        if (code != 0) {
            throw new BuildException(paths.shown(output.toString().strip()));
        }
    }

    private int run(
            List<String> arguments,
            Map<String, String> environment,
            Optional<Path> registryCredentials,
            Lines lines)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of("docker"));
        registryCredentials
                .map(Path::getParent)
                .ifPresent(directory -> command.addAll(List.of("--config", "" + directory)));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().putAll(environment);
        process.environment().put("DOCKER_BUILDKIT", "1");
        return children.run(process, (in, stream) -> forEachLine(in, lines));
    }

    private interface Lines {
        void line(String line) throws IOException;
    }

    private static void forEachLine(InputStream in, Lines lines) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.line(line);
        }
    }
}
