// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.invocation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.Login;
import dev.hornero.cli.server.LoginFile;
import dev.hornero.cli.server.Server;
import dev.hornero.cli.terminal.OutputFormat;
import dev.hornero.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One call of the command line. */
public final class Invocation {
    private static final String DEFAULT_URL = "http://localhost:8080";

    private final GlobalOptions options;
    private final Surroundings surroundings;

    public Invocation(GlobalOptions options, Surroundings surroundings) {
        this.options = requireNonNull(options, "options");
        this.surroundings = requireNonNull(surroundings, "surroundings");
    }

    public Terminal terminal() {
        return surroundings.terminal();
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public OutputFormat format() {
        return options.format();
    }

    public LoginFile loginFile() {
        return new LoginFile(surroundings.configuration().resolve("login.json"));
    }

    /** The address to talk to: option, variable, login, this machine. */
    public URI url() {
        return options.url()
                .or(() -> surroundings.variable("HORNERO_URL"))
                .map(Invocation::address)
                .or(() -> loginFile().read().map(Login::url))
                .orElseGet(() -> URI.create(DEFAULT_URL));
    }

    /**
     * The server with the key of {@code HORNERO_KEY}, else the one kept by {@code hornero login},
     * which is sent to the address it was kept for and to no other.
     */
    public Server server() {
        URI url = url();
        Optional<String> key =
                surroundings
                        .variable("HORNERO_KEY")
                        .or(() ->
                                loginFile()
                                        .read()
                                        .filter(login -> login.url().equals(url))
                                        .map(Login::key));
        if (!key.orElse("x").matches("[\\x21-\\x7e]+")) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "What HORNERO_KEY holds is not an API key: check how it is set.");
        }
        return new Server(url, key);
    }

    /** Prints an answer as it was asked for; the table only where a table was. */
    public void answer(JsonNode answer, Runnable table) {
        switch (options.format()) {
            case TABLE -> table.run();
            case JSON -> terminal().out().println(Json.indented(answer));
            case JSONL -> {
                if (answer.path("items").isArray()) {
                    answer.path("items").forEach(item -> terminal().out().println(item));
                } else {
                    terminal().out().println(answer);
                }
            }
        }
    }

    /** Prints an answer, or its sentence for people. */
    public void answer(JsonNode answer, String sentence) {
        answer(answer, () -> terminal().out().println(sentence));
    }

    /** The content of a file, or of the standard input for {@code -}; one last line end is cut. */
    public String contentOf(String file) {
        try {
            String content =
                    file.equals("-")
                            ? new String(surroundings.in().readAllBytes(), StandardCharsets.UTF_8)
                            : Files.readString(Path.of(file));
            return content.replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "Cannot read " + file + ": " + e, e);
        }
    }

    /** Parses an address that a person typed; only http and https ones. */
    public static URI address(String text) {
        URI url;
        try {
            url = URI.create(text.strip().replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw notAnAddress(text, e);
        }
        String scheme = Optional.ofNullable(url.getScheme()).orElse("");
        if (!scheme.matches("(?i)https?") || url.getHost() == null) {
            throw notAnAddress(text, new IllegalArgumentException(text));
        }
        return url;
    }

    private static CommandFailure notAnAddress(String text, Exception cause) {
        return new CommandFailure(
                ExitCode.USAGE,
                "'" + text + "' is not the address of a server, such as " + DEFAULT_URL,
                cause);
    }
}
