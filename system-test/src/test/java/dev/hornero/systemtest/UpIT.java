// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./hornero up} refuses: in one clear line, with exit code 1, leaving nothing. */
@ExtendWith(SharedHornero.class)
class UpIT {
    private final RunningHornero hornero;

    @TempDir Path folder;

    private Path home;

    UpIT(RunningHornero hornero) {
        this.hornero = hornero;
    }

    @BeforeEach
    void chooseHome() {
        home = folder.resolve("home");
    }

    @Test
    void aPortInUseIsNamedWithWhoNeedsIt() throws Exception {
        int base = FreePorts.inARow(RunningHornero.PORTS);
        try (ServerSocket taken = new ServerSocket(base + 1, 1, InetAddress.getLoopbackAddress())) {
            assertThat(refusal("--port-base", Integer.toString(base)))
                    .startsWith("Port " + taken.getLocalPort() + ", which project-service needs,")
                    .contains("--port-base");
        }
    }

    @Test
    void aHomeInUseIsNotTakenTwice() throws Exception {
        home = hornero.home();

        assertThat(refusal()).startsWith("Hornero already runs on " + home).contains("--home");
    }

    @Test
    void aHomeThatIsAFileIsNamed() throws Exception {
        Files.createFile(home);

        assertThat(refusal()).startsWith("Cannot write to " + home).contains("--home");
    }

    @Test
    void anOptionThatDoesNotExistIsNamed() throws Exception {
        assertThat(refusal("--prot-base", "9000")).startsWith("Unknown option --prot-base");
    }

    @Test
    void aKubeconfigThatIsNotThereIsNamed() throws Exception {
        assertThat(refusal("--kubeconfig", folder.resolve("nowhere").toString()))
                .startsWith("--kubeconfig: cannot read " + folder.resolve("nowhere"));
    }

    @Test
    void withoutGitItSaysHowToInstallIt() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        for (String directory : List.of("/bin", "/usr/bin")) {
            try (Stream<Path> all = Files.list(Path.of(directory))) {
                for (Path program : all.toList()) {
                    Path link = programs.resolve(program.getFileName());
                    if (!program.endsWith("git") && !Files.exists(link)) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            }
        }

        assertThat(refusal(List.of("env", "PATH=" + programs), List.of()))
                .startsWith("git is not installed:")
                .contains("apt-get install git");
    }

    private String refusal(String... options) throws IOException, InterruptedException {
        return refusal(List.of(), List.of(options));
    }

    /** The one line that is printed; nothing may be left where the home would have been. */
    private String refusal(List<String> prefix, List<String> options)
            throws IOException, InterruptedException {
        Path root = Path.of("..").toRealPath();
        List<String> command =
                Stream.of(
                                prefix,
                                List.of(
                                        root.resolve("hornero").toString(),
                                        "up",
                                        "--no-sample",
                                        "--home",
                                        home.toString()),
                                options)
                        .flatMap(List::stream)
                        .toList();
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();

        assertThat(process.waitFor()).isEqualTo(1);
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }
}
