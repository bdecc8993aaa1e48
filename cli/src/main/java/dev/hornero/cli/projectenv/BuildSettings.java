// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.projectenv;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.CommitId;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.server.Fields;
import dev.hornero.cli.server.Json;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the builds of a ProjectEnv run; what is not given stays as it is. */
final class BuildSettings {
    @Option(
            names = "--branch",
            paramLabel = "B",
            description = "The branch to build. Default: the environment's.")
    private Optional<String> branch = Optional.empty();

    @Option(
            names = "--commit",
            converter = CommitId.class,
            paramLabel = "SHA",
            description = "Pins a commit; it wins over the branch.")
    private Optional<String> commit = Optional.empty();

    @Option(names = "--tag", paramLabel = "T", description = "The image's tag. Default: latest.")
    private Optional<String> tag = Optional.empty();

    @Option(
            names = "--build-timeout",
            paramLabel = "TIME",
            description = "The longest a build may run, such as 45m or 2h. Default: 1h.")
    private Optional<String> timeout = Optional.empty();

    @Option(
            names = "--cache",
            negatable = true,
            description = "Whether builds reuse layers of earlier ones.")
    private Optional<Boolean> cache = Optional.empty();

    @Option(names = "--cpu", paramLabel = "N", description = "CPU that a build asks for.")
    private Optional<String> cpuRequest = Optional.empty();

    @Option(names = "--cpu-limit", paramLabel = "N", description = "CPU it may use.")
    private Optional<String> cpuLimit = Optional.empty();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Memory that a build asks for, such as 2Gi.")
    private Optional<String> memoryRequest = Optional.empty();

    @Option(names = "--memory-limit", paramLabel = "SIZE", description = "Memory it may use.")
    private Optional<String> memoryLimit = Optional.empty();

    @Option(
            names = "--node-selector",
            paramLabel = "LABEL=VALUE",
            description = "Builds run on nodes with this label.")
    private Map<String, String> nodeSelector = new LinkedHashMap<>();

    @Option(
            names = "--soft-arguments",
            paramLabel = "ask|empty",
            description =
                    "Whether builds ask for required arguments that may be empty, or leave them"
                            + " empty. Default: ask.")
    private Optional<SoftArguments> softArguments = Optional.empty();

    /** What becomes of a missing value that may be empty. */
    enum SoftArguments {
        ASK,
        EMPTY
    }

    Fields addedTo(Fields fields) {
        ObjectNode selector = Json.object();
        nodeSelector.forEach(selector::put);
        return fields.with("branch", branch)
                .with("commit", commit)
                .with("tag", tag)
                .with("timeout", timeout.map(BuildSettings::duration).map(Duration::toString))
                .withFlag("cache", cache)
                .with("softArguments", softArguments.map(SoftArguments::name))
                .with("nodeSelector", selector)
                .with(
                        "resources",
                        new Fields()
                                .with("cpuRequest", cpuRequest)
                                .with("cpuLimit", cpuLimit)
                                .with("memoryRequest", memoryRequest)
                                .with("memoryLimit", memoryLimit)
                                .object());
    }

    /** {@code 45m}, {@code 1h30m} or what ISO 8601 makes of it, {@code PT45M}. */
    static Duration duration(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        try {
            return Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
        } catch (DateTimeParseException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--build-timeout: '" + text + "' is not a time such as 45m or 2h",
                    e);
        }
    }
}
