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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The program: reads what to run from standard input, runs it, and leaves output and exit code in
 * the container's directory. Ends with its container; SIGTERM is passed on to it.
 */
public final class ContainerProcess {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());
    // Beyond every grace period: whoever stops a container kills it in the end.
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
        var children = new Children();
        var done = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            children.terminate();
                            await(done);
                        }));
        try (ContainerLog log = ContainerLog.open(files.log(), clock)) {
            int code = run(spec, files, log, children, clock);
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

    private static int run(
            ContainerSpec spec,
            ContainerFiles files,
            ContainerLog log,
            Children children,
            Clock clock)
            throws IOException, InterruptedException {
        return switch (spec.program()) {
            case COMMAND -> children.run(new HostCommand(spec, files.scratch()).build(), log::copy);
            case EXECUTOR -> new Executor(spec, files.scratch(), log, children, clock).run();
        };
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
