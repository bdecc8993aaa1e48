// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A line of {@code /proc/<pid>/stat}. */
record ProcStat(List<String> fields) {

    private static final int STATE = 0;
    private static final int SESSION = 3;

    /** Empty when there is no such process. */
    static Optional<ProcStat> read(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String afterName = line.substring(line.lastIndexOf(')') + 2).strip();
            return Optional.of(new ProcStat(List.of(afterName.split(" ", -1))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Counted from the state, which is 0. */
    String field(int index) {
        return fields.get(index);
    }

    boolean isZombie() {
        return field(STATE).equals("Z") || field(STATE).equals("X");
    }

    long session() {
        return Long.parseLong(field(SESSION));
    }
}
