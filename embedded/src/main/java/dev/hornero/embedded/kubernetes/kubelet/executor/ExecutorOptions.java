// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be built, with every path already one of this machine.
 *
 * @param insecureRegistries those that speak plain HTTP, or TLS that is not to be verified
 */
record ExecutorOptions(
        Path context,
        Path dockerfile,
        List<String> destinations,
        BuildArguments buildArguments,
        List<BuildSecret> secrets,
        Optional<String> target,
        boolean cache,
        List<String> insecureRegistries,
        Optional<Path> digestFile) {

    private static final Pattern SECRET = Pattern.compile("id=(?<id>[^,]+),src=(?<file>[^,]+)");
    private static final Pattern REGISTRY =
            Pattern.compile("(?<![\\w./:-])((?:localhost|[\\w-]+(?:\\.[\\w-]+)+)(?::\\d+)?)/");

    /** Checks the command line as Kaniko does, and in its words. */
    static ExecutorOptions of(CommandLine line, ContainerPaths paths) throws FlagException {
        if (line.all(Flag.DESTINATION).isEmpty()) {
            throw new FlagException("you must provide --destination");
        }
        return new ExecutorOptions(
                context(line, paths),
                dockerfile(line, paths),
                line.all(Flag.DESTINATION),
                BuildArguments.of(line.all(Flag.BUILD_ARG)),
                secrets(line, paths),
                line.text(Flag.TARGET),
                line.isSet(Flag.CACHE),
                insecureRegistries(line),
                line.text(Flag.DIGEST_FILE).map(paths::toHost));
    }

    /**
     * Those that the flags name, and the local ones that the Dockerfile or a value for it names.
     */
    List<String> plainRegistries() throws IOException {
        var registries = new TreeSet<>(insecureRegistries);
        String named =
                Files.readString(dockerfile)
                        + "\n"
                        + String.join("\n", buildArguments.values().values());
        Matcher registry = REGISTRY.matcher(named);
        while (registry.find()) {
            if (Destination.isLocal(registry.group(1))) {
                registries.add(registry.group(1));
            }
        }
        return List.copyOf(registries);
    }

    private static List<String> insecureRegistries(CommandLine line) {
        var registries = new ArrayList<>(line.all(Flag.INSECURE_REGISTRY));
        registries.addAll(line.all(Flag.SKIP_TLS_VERIFY_REGISTRY));
        return List.copyOf(registries);
    }

    private static Path context(CommandLine line, ContainerPaths paths) throws FlagException {
        String given = line.text(Flag.CONTEXT).orElse("");
        if (!given.startsWith("dir://")) {
            throw new FlagException(
                    "error resolving source context: the embedded cluster builds dir:// contexts"
                            + " only, not \"%s\"".formatted(given));
        }
        return paths.toHost(given.substring("dir://".length()));
    }

    private static Path dockerfile(CommandLine line, ContainerPaths paths) throws FlagException {
        return line.text(Flag.DOCKERFILE)
                .map(paths::toHost)
                .filter(Files::isRegularFile)
                .orElseThrow(() ->
                        new FlagException(
                                "error resolving dockerfile path: please provide a valid path to a"
                                        + " Dockerfile within the build context with --dockerfile"));
    }

    private static List<BuildSecret> secrets(CommandLine line, ContainerPaths paths)
            throws FlagException {
        var secrets = new ArrayList<BuildSecret>();
        for (String given : line.all(Flag.SECRET)) {
            secrets.add(secret(given, paths));
        }
        return List.copyOf(secrets);
    }

    private static BuildSecret secret(String given, ContainerPaths paths) throws FlagException {
        Matcher parts = SECRET.matcher(given);
        if (!parts.matches()) {
            throw new FlagException(
                    "invalid argument \"%s\" for \"--secret\" flag: the embedded cluster takes id=…,src=… only"
                            .formatted(given));
        }
        Path file = paths.toHost(parts.group("file"));
        if (!Files.isRegularFile(file)) {
            throw new FlagException(
                    "error resolving secrets: copying secret %s: open %1$s: no such file or directory"
                            .formatted(parts.group("file")));
        }
        return new BuildSecret(parts.group("id"), file);
    }
}
