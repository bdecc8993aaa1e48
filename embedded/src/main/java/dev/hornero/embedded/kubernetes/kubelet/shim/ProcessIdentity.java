// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that is not mistaken for a later one with the same number: the number, when it began,
 * and the boot of the machine it belongs to.
 */
public record ProcessIdentity(long pid, String began, String boot) {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    // Fields of /proc/<pid>/stat after the name, which may hold anything, in its parentheses.
    private static final int START_TIME = 19;

    public static ProcessIdentity current() {
        long pid = ProcessHandle.current().pid();
        return of(pid).orElseThrow();
    }

    /** Of a process that runs now. */
    static Optional<ProcessIdentity> of(long pid) {
        return beginning(pid).map(began -> new ProcessIdentity(pid, began, thisBoot()));
    }

    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    static ProcessIdentity parse(String line) {
        String[] parts = line.split(" ", -1);
        return new ProcessIdentity(Long.parseLong(parts[0]), parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return pid + " " + began + " " + boot;
    }

    private static Optional<String> beginning(long pid) {
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(process -> process.info().startInstant())
                    .map(Object::toString);
        }
        return ProcStat.read(pid)
                .filter(stat -> !stat.isZombie())
                .map(stat -> stat.field(START_TIME));
    }

    private static String thisBoot() {
        try {
            return Files.exists(BOOT) ? Files.readString(BOOT).strip() : "-";
        } catch (IOException e) {
            return "-";
        }
    }
}
