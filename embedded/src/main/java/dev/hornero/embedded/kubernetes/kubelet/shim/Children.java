// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog.Stream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The programs that a container process runs, one after the other; all stop when it is asked to.
 */
public final class Children {

    /** Takes what a program says, on one of its outputs, to the end. */
    @FunctionalInterface
    public interface Output {
        void copy(InputStream in, Stream stream) throws IOException;
    }

    private static final int TERMINATED = 143;
    // What a program left behind may hold its output open; it is killed, and this is plenty then.
    private static final long LAST_WORDS_SECONDS = 10;

    private static final File NOTHING = new File("/dev/null");

    private record Running(ProcessBuilder program, Process process) {}

    private final Network network;
    private final List<Running> running = new ArrayList<>();
    private boolean terminated;

    Children(Network network) {
        this.network = network;
    }

    /**
     * Runs a program to its end as {@link #run(ProcessBuilder, Output)} does, with both of its
     * outputs in a file from which they are read: for one that loses what it cannot write at once.
     *
     * @param file does not exist yet, and no more afterwards
     */
    public int run(ProcessBuilder program, Path file, Output output)
            throws IOException, InterruptedException {
        Files.createFile(file);
        Optional<Process> started =
                start(
                        program.redirectErrorStream(true)
                                .redirectOutput(Redirect.appendTo(file.toFile())));
        if (started.isEmpty()) {
            return TERMINATED;
        }
        Process process = started.get();
        var ended = new CountDownLatch(1);
        try (InputStream in = new GrowingFile(file, ended)) {
            FutureTask<Void> out = pump(in, Stream.STDOUT, output);
            int code = process.waitFor();
            ProcessTree.ofThisSession().kill();
            ended.countDown();
            // However long the reading takes: nothing is added any more, so it has an end.
            out.get();
            return code;
        } catch (ExecutionException e) {
            throw new IOException("cannot keep the output", e.getCause());
        } finally {
            forget(process);
            Files.delete(file);
        }
    }

    /**
     * Runs a program to its end, and ends all that it left running.
     *
     * @return its exit code, 128 and the signal's number when a signal ended it
     * @throws IOException when it cannot be started
     */
    public int run(ProcessBuilder program, Output output) throws IOException, InterruptedException {
        Optional<Process> started = start(program);
        if (started.isEmpty()) {
            return TERMINATED;
        }
        Process process = started.get();
        try {
            FutureTask<Void> out = pump(process.getInputStream(), Stream.STDOUT, output);
            FutureTask<Void> err = pump(process.getErrorStream(), Stream.STDERR, output);
            int code = process.waitFor();
            ProcessTree.ofThisSession().kill();
            out.get(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
            err.get(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
            return code;
        } catch (ExecutionException e) {
            throw new IOException("cannot keep the output", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the output does not end", e);
        } finally {
            forget(process);
        }
    }

    synchronized void terminate() {
        terminated = true;
        // Not the process's own destroy: that closes its output, and with it what it says last.
        for (Running each : running) {
            Sandbox.listeners(each.program(), each.process()).forEach(ProcessHandle::destroy);
        }
    }

    private synchronized Optional<Process> start(ProcessBuilder program) throws IOException {
        if (terminated) {
            return Optional.empty();
        }
        Process process = network.start(program.redirectInput(Redirect.from(NOTHING)));
        running.add(new Running(program, process));
        return Optional.of(process);
    }

    private synchronized void forget(Process process) {
        running.removeIf(each -> each.process().equals(process));
    }

    private static FutureTask<Void> pump(InputStream in, Stream stream, Output output) {
        var task =
                new FutureTask<Void>(() -> {
                    output.copy(in, stream);
                    return null;
                });
        Thread.ofPlatform().daemon().start(task);
        return task;
    }
}
