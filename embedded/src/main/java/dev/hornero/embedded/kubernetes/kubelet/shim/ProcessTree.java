// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A container's processes: those of its session, which its first process leads, and all that
 * descend from them.
 *
 * @param spared is not killed; 0 for none
 */
public record ProcessTree(long leader, long spared) {

    private static final int ROUNDS = 20;

    /** All of a container. */
    public static ProcessTree ledBy(long leader) {
        return new ProcessTree(leader, 0);
    }

    /** All of this process's container, but this process. */
    static ProcessTree ofThisSession() {
        long self = ProcessHandle.current().pid();
        return new ProcessTree(self, self);
    }

    /** Kills again while new ones appear: a process may fork while the list is being made. */
    public void kill() {
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> members = members();
            if (members.isEmpty()) {
                return;
            }
            members.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Set<ProcessHandle> members() {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        Optional<ProcessHandle> first = ProcessHandle.of(leader);
        first.ifPresent(members::add);
        first.map(ProcessHandle::descendants).stream()
                .flatMap(Stream::distinct)
                .forEach(members::add);
        ProcessHandle.allProcesses().filter(this::isOfSession).forEach(members::add);
        members.removeIf(process -> process.pid() == spared || isGone(process));
        return members;
    }

    private boolean isOfSession(ProcessHandle process) {
        return ProcStat.read(process.pid()).filter(stat -> stat.session() == leader).isPresent();
    }

    private static boolean isGone(ProcessHandle process) {
        return !process.isAlive()
                || ProcStat.read(process.pid()).filter(ProcStat::isZombie).isPresent();
    }
}
