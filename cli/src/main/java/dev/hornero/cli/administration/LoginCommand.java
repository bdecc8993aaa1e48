// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.administration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.Login;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.server.Server;
import java.io.Console;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries an address and a key, then keeps them. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = "Keeps the server's address and your API key for the next calls.",
        footer = {
            "",
            "Give the address with --url. In CI set HORNERO_URL and HORNERO_KEY instead."
        })
public final class LoginCommand implements Runnable {
    private final Invocation invocation;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The API key; - reads it from the standard input. Without it HORNERO_KEY is"
                            + " kept, or you are asked.")
    private Optional<String> key = Optional.empty();

    public LoginCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        URI url = invocation.url();
        String secret =
                key.map(given -> given.equals("-") ? invocation.contentOf("-").strip() : given)
                        .or(() -> invocation.surroundings().variable("HORNERO_KEY"))
                        .orElseGet(this::asked);
        new Server(url, Optional.of(secret)).get(ResourcePath.api("environments"));
        invocation.loginFile().write(new Login(url, secret));
        ObjectNode answer = Json.object().put("url", url.toString());
        answer.put("file", invocation.loginFile().path().toString());
        invocation.answer(
                answer, "Logged in to " + url + "; kept in " + invocation.loginFile().path());
    }

    private String asked() {
        Console console = invocation.terminal().interactive() ? System.console() : null;
        char[] typed = console == null ? null : console.readPassword("API key: ");
        if (typed == null || typed.length == 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "No API key: give --key KEY, --key - or HORNERO_KEY.");
        }
        return new String(typed).strip();
    }
}
