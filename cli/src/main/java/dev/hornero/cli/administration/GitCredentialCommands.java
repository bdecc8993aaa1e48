// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.administration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Fields;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.terminal.Table;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What opens private repositories; goes in and never comes out. */
@Command(
        name = "git-credential",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Git credentials, for private repositories. Needs the role ADMIN.")
public final class GitCredentialCommands {
    private static final ResourcePath CREDENTIALS = ResourcePath.api("git-credentials");

    private final Invocation invocation;

    public GitCredentialCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists names, kinds and hosts; secrets are never shown.")
    void list() {
        JsonNode answer = invocation.server().list(CREDENTIALS);
        invocation.answer(
                answer,
                () -> {
                    Table table = new Table("NAME", "KIND", "URL");
                    for (GitCredential credential : Json.items(answer, GitCredential.class)) {
                        table.row(
                                credential.name(), credential.kind(), credential.url().orElse("-"));
                    }
                    table.print(invocation.terminal());
                });
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Adds a token, a user with a password, or an ssh key.",
                "Secrets are read from files, or with - from the standard input."
            })
    void add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--for",
                            paramLabel = "URL",
                            required = true,
                            description = {
                                "What it is for: https://git.example.com/, or with the beginning"
                                        + " of",
                                "a path https://git.example.com/acme/. It is sent nowhere else."
                            })
                    String url,
            @Option(names = "--token-file", paramLabel = "FILE", description = "An access token.")
                    Optional<String> token,
            @Option(names = "--username", paramLabel = "USER", description = "With a password.")
                    Optional<String> username,
            @Option(
                            names = "--password-file",
                            paramLabel = "FILE",
                            description = "The password of --username.")
                    Optional<String> password,
            @Option(
                            names = "--private-key-file",
                            paramLabel = "FILE",
                            description = "An ssh key; needs --known-hosts-file.")
                    Optional<String> privateKey,
            @Option(
                            names = "--passphrase-file",
                            paramLabel = "FILE",
                            description = "The ssh key's passphrase.")
                    Optional<String> passphrase,
            @Option(
                            names = "--known-hosts-file",
                            paramLabel = "FILE",
                            description = "Lines of known_hosts that vouch for the git host.")
                    Optional<String> knownHosts) {
        Fields fields = new Fields().with("name", name).with("url", url);
        if (token.isPresent() && username.isEmpty() && privateKey.isEmpty()) {
            fields.with("kind", "token").with("token", token.map(invocation::contentOf));
        } else if (username.isPresent()
                && password.isPresent()
                && token.isEmpty()
                && privateKey.isEmpty()) {
            fields.with("kind", "basic")
                    .with("username", username)
                    .with("password", password.map(invocation::contentOf));
        } else if (privateKey.isPresent()
                && knownHosts.isPresent()
                && token.isEmpty()
                && username.isEmpty()) {
            fields.with("kind", "ssh-key")
                    .with("privateKey", privateKey.map(file -> invocation.contentOf(file) + "\n"))
                    .with("passphrase", passphrase.map(invocation::contentOf))
                    .with("knownHosts", knownHosts.map(file -> invocation.contentOf(file) + "\n"));
        } else {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "Give --token-file, or --username with --password-file, or"
                            + " --private-key-file with --known-hosts-file.");
        }
        JsonNode answer = invocation.server().post(CREDENTIALS, fields.object());
        invocation.answer(
                answer,
                "Git credential %s added. Use it: hornero project edit PROJECT --git-credential %s"
                        .formatted(name, name));
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Changes what a git credential is for.")
    void edit(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--for", paramLabel = "URL", required = true) String url) {
        JsonNode answer =
                invocation
                        .server()
                        .patch(
                                ResourcePath.api("git-credentials", name),
                                new Fields().with("url", url).object());
        invocation.answer(answer, "Git credential " + name + " is for " + url + " now.");
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a git credential that no project uses.")
    void delete(@Parameters(paramLabel = "NAME") String name) {
        invocation.server().delete(ResourcePath.api("git-credentials", name));
        invocation.answer(
                Json.object().put("deleted", name), "Git credential " + name + " deleted.");
    }

    record GitCredential(String name, String kind, Optional<String> url) {}
}
