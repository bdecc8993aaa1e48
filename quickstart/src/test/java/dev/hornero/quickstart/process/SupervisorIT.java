// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.process.LoopbackPorts;
import dev.hornero.quickstart.QuickstartException;
import dev.hornero.quickstart.home.Home;
import dev.hornero.quickstart.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {

    @TempDir private Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Home home;
    private Supervisor supervisor;

    @BeforeEach
    void prepare() {
        home = Home.prepare(directory.resolve("home"));
        supervisor =
                new Supervisor(
                        home,
                        new Progress(
                                new PrintStream(printed, true, StandardCharsets.UTF_8), false));
    }

    @AfterEach
    void stop() {
        supervisor.close();
    }

    @Test
    void aKilledProcessIsStartedAgain() throws Exception {
        supervisor.startStage(List.of(shell("one", "echo ready; exec sleep 600")));
        ProcessHandle first = running("one");

        first.destroyForcibly();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(running("one").pid()).isNotEqualTo(first.pid()));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(printedLines())
                                .contains(
                                        "one ended with exit code 137; starting it again in"
                                                + " 0.5 s")
                                .anyMatch(line -> line.startsWith("one is back after")));
    }

    @Test
    void aProcessThatLivesOnAndServesNoMoreIsStartedAgain() throws Exception {
        supervisor.startStage(List.of(webServer("web", LoopbackPorts.free())));
        ProcessHandle first = running("web");

        signal("STOP", first);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(printedLines())
                                .contains("web runs and has not served for 1.0 s; restarting it")
                                .anyMatch(line -> line.startsWith("web is back after")));
        assertThat(running("web").pid()).isNotEqualTo(first.pid());
        assertThat(first.isAlive()).isFalse();
    }

    @Test
    void aProcessIsNotBlamedForWhatItNeeds() throws Exception {
        int port = LoopbackPorts.free();
        supervisor.startStage(List.of(webServer("need", port)));
        // Serves as long as what it needs does
        supervisor.startStage(
                List.of(
                        new ProcessSpec(
                                "dependent",
                                List.of("/bin/sh", "-c", "echo ready; exec sleep 600"),
                                Map.of(),
                                new Readiness.SaysReady(),
                                List.of(new Watch(answers(port), Duration.ofSeconds(8))))));
        ProcessHandle dependent = running("dependent");

        signal("STOP", running("need"));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> printedLines().stream().anyMatch(l -> l.startsWith("need is back")));
        assertThat(running("dependent").pid()).isEqualTo(dependent.pid());
        assertThat(printedLines()).noneMatch(line -> line.startsWith("dependent runs"));
    }

    private static ProcessSpec webServer(String name, int port) {
        return new ProcessSpec(
                name,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/jwebserver").toString(),
                        "-p",
                        Integer.toString(port),
                        "-d",
                        "/tmp"),
                Map.of(),
                answers(port),
                List.of(new Watch(answers(port), Duration.ofSeconds(1))));
    }

    private static Readiness answers(int port) {
        return new Readiness.Answers(URI.create("http://127.0.0.1:" + port + "/"));
    }

    private static void signal(String signal, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start().waitFor();
    }

    @Test
    void stagesStopInReverseOrderAndLeaveNoProcess() throws Exception {
        Path order = directory.resolve("order");
        String script =
                "trap 'echo %s >> "
                        + order
                        + "; exit 0' TERM; echo ready; while :; do sleep 0.1; done";
        supervisor.startStage(List.of(shell("first", script.formatted("first"))));
        supervisor.startStage(List.of(shell("second", script.formatted("second"))));
        ProcessHandle first = running("first");
        ProcessHandle second = running("second");

        supervisor.close();

        assertThat(Files.readAllLines(order)).containsExactly("second", "first");
        assertThat(first.isAlive()).isFalse();
        assertThat(second.isAlive()).isFalse();
        assertThat(home.pids()).isEmptyDirectory();
    }

    @Test
    void childrenThatOutliveTheirProcessAreEndedToo() throws Exception {
        Path child = directory.resolve("child");
        supervisor.startStage(
                List.of(shell("parent", "sleep 600 & echo $! > " + child + "; echo ready; wait")));
        ProcessHandle orphan =
                ProcessHandle.of(Long.parseLong(Files.readString(child).strip())).orElseThrow();

        supervisor.close();

        await().atMost(Duration.ofSeconds(5)).until(() -> !orphan.isAlive());
    }

    @Test
    void aProcessThatNeverServesIsGivenUpWithTheLastLineOfItsLog() {
        assertThatThrownBy(() ->
                        supervisor.startStage(
                                List.of(shell("broken", "echo the disk is upside down; exit 3"))))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("broken does not start (exit code 3)")
                .hasMessageContaining("the disk is upside down")
                .hasMessageContaining(home.log("broken").toString());
    }

    @Test
    void whatAKilledRunLeftIsEndedByTheNext() throws Exception {
        supervisor.startStage(List.of(shell("one", "echo ready; exec sleep 600")));
        ProcessHandle left = running("one");

        // The supervisor forgets it, as if it had been killed itself
        int ended = Leftovers.end(home);

        assertThat(ended).isEqualTo(1);
        assertThat(left.isAlive()).isFalse();
    }

    @Test
    void ctrlCOnTheTerminalReachesOnlyTheSupervisor() throws Exception {
        supervisor.startStage(List.of(shell("one", "echo ready; exec sleep 600")));

        Process ps =
                new ProcessBuilder("ps", "-o", "sid=", "-p", Long.toString(running("one").pid()))
                        .start();
        String session = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(session.strip()).isEqualTo(Long.toString(running("one").pid()));
    }

    private static ProcessSpec shell(String name, String script) {
        return new ProcessSpec(
                name,
                List.of("/bin/sh", "-c", script),
                Map.of(),
                new Readiness.SaysReady(),
                List.of());
    }

    private ProcessHandle running(String name) {
        return PidFile.of(home.pids(), name).running().orElseThrow(AssertionError::new);
    }

    private List<String> printedLines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
