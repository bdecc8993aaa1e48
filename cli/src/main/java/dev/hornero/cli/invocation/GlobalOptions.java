// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.invocation;

import dev.hornero.cli.terminal.OutputFormat;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command has. */
public final class GlobalOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            scope = ScopeType.INHERIT,
            description = "table, json, or jsonl (one line an item). Default: table.")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The server; else HORNERO_URL, else the one of 'hornero login'.")
    private Optional<String> url = Optional.empty();

    public OutputFormat format() {
        return format;
    }

    public Optional<String> url() {
        return url;
    }
}
