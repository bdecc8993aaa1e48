// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.hornero.embedded.kubernetes.kubelet.executor.Executor;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The program: reads what to run from standard input, runs it, and leaves output and exit code in
 * the container's directory. Ends with its container; SIGTERM is passed on to it.
 */
public final class ContainerProcess {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());
    // Beyond every grace period: what stops a container kills it in the end.
    private static final long LONGEST_STOP_SECONDS = 3600;
    private static final int COULD_NOT_START = 128;

    private ContainerProcess() {}

    /**
     * Runs one container.
     *
     * @param arguments the container's directory
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ContainerSpec spec = JSON.readValue(System.in, ContainerSpec.class);
        var files = new ContainerFiles(Path.of(arguments[0]));
        Clock clock = Clock.systemUTC();
        if (files.claim(ProcessIdentity.current(), clock.instant())) {
            run(spec, files, clock);
        }
    }

    /** How a kubelet writes down what {@link #main} reads. */
    public static byte[] encode(ContainerSpec spec) throws IOException {
        return JSON.writeValueAsBytes(spec);
    }

    private static void run(ContainerSpec spec, ContainerFiles files, Clock clock)
            throws IOException, InterruptedException {
        var done = new CountDownLatch(1);
        try (ContainerLog log = ContainerLog.open(files.log(), files.reserve(), clock);
                Network network = network(spec, files)) {
            var children = new Children(network);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> {
                                children.terminate();
                                await(done);
                            }));
            Optional<Sandbox> sandbox = sandbox(spec, files, network);
            int code =
                    switch (spec.program()) {
                        case COMMAND ->
                                children.run(
                                        new HostCommand(spec, files.scratch(), sandbox).build(),
                                        log::copy);
                        case EXECUTOR ->
                                new Executor(spec, files.scratch(), sandbox, log, children, clock)
                                        .run();
                        case WAITS ->
                                throw new IllegalArgumentException(spec + " needs no such process");
                    };
            log.end();
            files.end(new Exit(code, code == 0 ? "Completed" : "Error", clock.instant()));
        } catch (IOException cannotStart) {
            cannotStart.printStackTrace();
            Files.writeString(
                    files.terminationMessage(),
                    "failed to start container: " + cannotStart.getMessage());
            files.end(new Exit(COULD_NOT_START, "StartError", clock.instant()));
        } finally {
            done.countDown();
        }
    }

    private static Network network(ContainerSpec spec, ContainerFiles files) throws IOException {
        return spec.reach().isEmpty() || spec.isolation() == Isolation.PATH_SUBSTITUTION
                ? Network.OF_THIS_MACHINE
                : OwnNetwork.open(spec.reach().get(), files.scratch());
    }

    private static Optional<Sandbox> sandbox(
            ContainerSpec spec, ContainerFiles files, Network network) throws IOException {
        if (spec.isolation() == Isolation.PATH_SUBSTITUTION) {
            return Optional.empty();
        }
        Path directory = Files.createDirectories(files.scratch().resolve("sandbox"));
        return Optional.of(new Sandbox(directory, spec.isolation(), network.nameServers()));
    }

    private static void await(CountDownLatch done) {
        try {
            boolean inTime = done.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("the container did not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
