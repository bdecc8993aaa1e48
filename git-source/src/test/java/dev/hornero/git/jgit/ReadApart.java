// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hornero.git.GitCredential;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.SourceRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads files in a process of its own, with a home and a {@code PATH} of its own. */
final class ReadApart {

    private ReadApart() {}

    /** A private key's file, a known_hosts file, then URLs; prints the Dockerfile of each. */
    public static void main(String[] args) throws Exception {
        GitCredential key =
                new GitCredential.SshKey(
                        Files.readString(Path.of(args[0])),
                        Optional.empty(),
                        Files.readString(Path.of(args[1])));
        try (JGitSourceRepositories repositories =
                new JGitSourceRepositories(Reading.THIS_MACHINE, SourceLimits.defaults())) {
            for (String url : List.of(args).subList(2, args.length)) {
                SourceRequest request = Reading.of(url).branch("main").with(key).request();
                System.out.print(new String(repositories.read(request).content(), UTF_8));
            }
        }
    }

    /** Runs it; its output, with the errors. */
    static String output(Path home, Path programs, List<String> args) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Duser.home=" + home,
                                "-cp",
                                System.getProperty("java.class.path"),
                                ReadApart.class.getName()));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", home.toString(), "PATH", programs.toString()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }
}
