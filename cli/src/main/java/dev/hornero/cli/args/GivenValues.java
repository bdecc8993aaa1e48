// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.args;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Values of build arguments given as options. */
public final class GivenValues {
    @Option(
            names = "--arg",
            paramLabel = "NAME=VALUE",
            description = "A build argument's value; empty means: left empty on purpose.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--secret-arg",
            paramLabel = "NAME=FILE",
            description =
                    "A secret value, read from a file or with - from the standard input, so that"
                            + " it stands in no process list.")
    private Map<String, String> secretFiles = new LinkedHashMap<>();

    /** As the REST interface takes them. */
    public ObjectNode patch(Invocation invocation) {
        ObjectNode patch = Json.object();
        values.forEach(patch::put);
        secretFiles.forEach((name, file) ->
                patch.set(name, ArgValue.secret(invocation.contentOf(file)).json()));
        return patch;
    }
}
