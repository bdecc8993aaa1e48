// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be built, with every path already one of this machine.
 *
 * @param insecure whether the destinations speak plain HTTP, or TLS that is not to be verified
 */
record ExecutorOptions(
        Path context,
        Path dockerfile,
        List<String> destinations,
        BuildArguments buildArguments,
        List<BuildSecret> secrets,
        Optional<String> target,
        List<String> labels,
        List<String> annotations,
        Optional<String> platform,
        boolean push,
        boolean reproducible,
        boolean checksPushPermission,
        boolean insecure,
        List<String> insecureRegistries,
        List<String> mirrors,
        Optional<Path> digestFile,
        Optional<Path> nameWithDigestFile,
        Optional<Path> nameTagWithDigestFile,
        Optional<Path> layoutPath,
        Optional<Path> tarPath) {

    private static final Pattern REGISTRY =
            Pattern.compile("(?<![\\w./:-])((?:localhost|[\\w-]+(?:\\.[\\w-]+)+)(?::\\d+)?)/");

    /**
     * Checks the command line as Kaniko does, and in its words.
     *
     * @param environment the container's, from which a build argument without value takes it
     */
    static ExecutorOptions of(
            CommandLine line, ContainerPaths paths, Map<String, String> environment)
            throws FlagException {
        boolean push = !line.isSet(Flag.NO_PUSH);
        if (push && line.all(Flag.DESTINATION).isEmpty()) {
            throw new FlagException("you must provide --destination, or use --no-push");
        }
        Path context = context(line, paths);
        return new ExecutorOptions(
                context,
                dockerfile(line, paths, context),
                line.all(Flag.DESTINATION),
                BuildArguments.of(line.all(Flag.BUILD_ARG), environment),
                secrets(line, paths, environment),
                line.all(Flag.TARGET).stream().findFirst(),
                line.all(Flag.LABEL),
                line.all(Flag.ANNOTATION),
                line.text(Flag.CUSTOM_PLATFORM),
                push,
                line.isSet(Flag.REPRODUCIBLE),
                !line.isSet(Flag.SKIP_PUSH_PERMISSION_CHECK),
                line.isSet(Flag.INSECURE) || line.isSet(Flag.SKIP_TLS_VERIFY),
                insecureRegistries(line),
                line.all(Flag.REGISTRY_MIRROR),
                line.text(Flag.DIGEST_FILE).map(paths::toHost),
                line.text(Flag.IMAGE_NAME_WITH_DIGEST_FILE).map(paths::toHost),
                line.text(Flag.IMAGE_NAME_TAG_WITH_DIGEST_FILE).map(paths::toHost),
                line.text(Flag.OCI_LAYOUT_PATH).map(paths::toHost),
                line.text(Flag.TAR_PATH).map(paths::toHost));
    }

    /** Those told to be, and the local ones that the Dockerfile or a value for it names. */
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
        String given = line.text(Flag.CONTEXT).orElse("/workspace/");
        if (!given.contains("://")) {
            // Kaniko ignores --context-sub-path here, without a word.
            return paths.toHost(given);
        }
        if (!given.startsWith("dir://")) {
            throw new FlagException(
                    "error resolving source context: the embedded cluster builds dir:// contexts"
                            + " only, not "
                            + given);
        }
        String directory = given.substring("dir://".length());
        String below =
                line.text(Flag.CONTEXT_SUB_PATH)
                        .map(sub -> directory + "/" + sub)
                        .orElse(directory);
        return paths.toHost(below);
    }

    private static Path dockerfile(CommandLine line, ContainerPaths paths, Path context)
            throws FlagException {
        String given = line.text(Flag.DOCKERFILE).orElse("Dockerfile");
        Path fromWorkingDirectory = paths.toHost(given);
        if (Files.isRegularFile(fromWorkingDirectory)) {
            return fromWorkingDirectory;
        }
        Path inContext = context.resolve(given.replaceFirst("^/+", "")).normalize();
        if (Files.isRegularFile(inContext)) {
            return inContext;
        }
        throw new FlagException(
                "error resolving dockerfile path: please provide a valid path to a Dockerfile"
                        + " within the build context with --dockerfile");
    }

    private static List<BuildSecret> secrets(
            CommandLine line, ContainerPaths paths, Map<String, String> environment)
            throws FlagException {
        var secrets = new ArrayList<BuildSecret>();
        for (String given : line.all(Flag.SECRET)) {
            secrets.add(secret(given, paths, environment));
        }
        return List.copyOf(secrets);
    }

    private static BuildSecret secret(
            String given, ContainerPaths paths, Map<String, String> environment)
            throws FlagException {
        String id = "";
        String type = "";
        String source = "";
        for (String part : given.split(",", -1)) {
            String[] sides = part.split("=", 2);
            String value = sides.length == 2 ? sides[1] : "";
            switch (sides[0]) {
                case "id" -> id = value;
                case "type" -> type = value;
                case "src", "source" -> source = value;
                case "env" -> {
                    type = "env";
                    source = value;
                }
                default ->
                        throw new FlagException(
                                "invalid argument \"%s\" for \"--secret\" flag: unknown key %s"
                                        .formatted(given, sides[0]));
            }
        }
        String from = source.isEmpty() ? id : source;
        if (type.equals("env") || (type.isEmpty() && source.isEmpty())) {
            if (!environment.containsKey(from)) {
                throw new FlagException(
                        "error resolving secrets: environment variable for secret \"%s\" not set:"
                                        .formatted(id)
                                + " "
                                + from);
            }
            return new BuildSecret.OfValue(id, environment.getOrDefault(from, ""));
        }
        Path file = paths.toHost(from);
        if (!Files.isRegularFile(file)) {
            throw new FlagException(
                    "error resolving secrets: copying secret %s: open %1$s: no such file or directory"
                            .formatted(from));
        }
        return new BuildSecret.OfFile(id, file);
    }
}
