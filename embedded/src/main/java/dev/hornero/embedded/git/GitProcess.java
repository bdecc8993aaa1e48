// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.git;

import dev.hornero.embedded.process.ServerProcess;
import java.util.Set;

/**
 * The git server as a process of its own: {@code --data DIR --port N [--host ADDRESS] [--known-as
 * NAME]…}. The directory holds the bare repositories; the address is the one to listen on, by
 * default the loopback address; the names are those by which other machines call this one.
 */
public final class GitProcess {

    private GitProcess() {}

    public static void main(String[] arguments) {
        ServerProcess.run(
                "The git server",
                arguments,
                given ->
                        GitServer.start(
                                        given.data(),
                                        given.option("host").orElse("127.0.0.1"),
                                        given.port(),
                                        Set.copyOf(given.all("known-as")))
                                ::close);
    }
}
