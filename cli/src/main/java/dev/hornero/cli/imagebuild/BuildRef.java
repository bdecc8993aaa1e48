// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.server.Server;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names a build: by its id, as {@code dev-shop#4}, or as the last one of a ProjectEnv. */
final class BuildRef {
    private static final Pattern NUMBERED = Pattern.compile("(.+)#([1-9][0-9]{0,8})");

    @Parameters(
            arity = "0..1",
            paramLabel = "BUILD",
            description = "A build's id, or its number as in dev-shop#4.")
    private Optional<String> build = Optional.empty();

    @Option(
            names = {"-p", "--project"},
            paramLabel = "PROJECT",
            description = "With -e: the last build of this ProjectEnv.")
    private Optional<String> project = Optional.empty();

    @Option(
            names = {"-e", "--env"},
            paramLabel = "ENVIRONMENT",
            description = "The environment.")
    private Optional<String> environment = Optional.empty();

    /** The build's id; one that was given is not looked up, so it may be a build just accepted. */
    String id(Server server) {
        return build.filter(given -> !NUMBERED.matcher(given).matches())
                .orElseGet(() -> read(server).id());
    }

    /** The build as status-service knows it. */
    Build read(Server server) {
        return Json.as(json(server), Build.class);
    }

    private JsonNode json(Server server) {
        if (build.isEmpty()) {
            return last(server);
        }
        Matcher numbered = NUMBERED.matcher(build.get());
        return numbered.matches()
                ? byNumber(server, numbered.group(1), numbered.group(2))
                : server.get(ResourcePath.status("builds", build.get()));
    }

    private JsonNode last(Server server) {
        if (project.isEmpty() || environment.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Which build? Give its id, dev-shop#4, or -p and -e.");
        }
        String name = environment.get() + "-" + project.get();
        return server.list(builds(name), 1)
                .path("items")
                .valueStream()
                .findFirst()
                .orElseThrow(
                        () -> new CommandFailure(ExitCode.FAILED, name + " has no build yet."));
    }

    private static JsonNode byNumber(Server server, String name, String number) {
        return server.list(builds(name).with("number", number), 1)
                .path("items")
                .valueStream()
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.FAILED, name + " has no build #" + number + "."));
    }

    private static ResourcePath builds(String projectEnv) {
        return ResourcePath.status("builds").with("projectEnv", projectEnv);
    }
}
