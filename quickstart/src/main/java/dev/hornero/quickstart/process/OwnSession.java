// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts a process as the leader of a session of its own, so that Ctrl-C on the terminal reaches
 * only the one who ends the others in order; and ends what is left of such a session.
 */
final class OwnSession {

    private static final List<String> PREFIX = prefix(System.getenv("PATH"));

    private OwnSession() {}

    /** What comes before the command. It becomes the process itself, the process id stays. */
    static List<String> prefix() {
        return PREFIX;
    }

    /** Kills the members of a session that outlived its leader. */
    static void killRest(long leader) throws InterruptedException {
        if (PREFIX.isEmpty()) {
            return;
        }
        try {
            Process kill =
                    new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + leader)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            // Its status only says whether there was anybody
            kill.waitFor(5, SECONDS);
        } catch (IOException e) {
            throw new IllegalStateException("/bin/sh cannot be run", e);
        }
    }

    private static List<String> prefix(String searchPath) {
        if (isThere("setsid", searchPath)) {
            return List.of("setsid");
        }
        // macOS has no setsid
        return isThere("perl", searchPath)
                ? List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV", "--")
                : List.of();
    }

    private static boolean isThere(String program, String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
