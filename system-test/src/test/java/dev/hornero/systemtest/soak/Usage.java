// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.soak;

import dev.hornero.systemtest.RunningHornero;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The processor time that each process took, over all of its lives. */
final class Usage {
    private final RunningHornero hornero;
    private final Map<Long, Duration> byPid = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();

    Usage(RunningHornero hornero) {
        this.hornero = hornero;
    }

    /** Looks at what runs now; to be called now and then. */
    void look() {
        hornero.processes()
                .forEach((name, process) ->
                        process.info()
                                .totalCpuDuration()
                                .ifPresent(time -> {
                                    byPid.put(process.pid(), time);
                                    names.put(process.pid(), name);
                                }));
    }

    /** Seconds by the name of the process. */
    Map<String, Long> seconds() {
        Map<String, Long> seconds = new TreeMap<>();
        byPid.forEach((pid, time) ->
                seconds.merge(names.getOrDefault(pid, "?"), time.toSeconds(), Long::sum));
        return seconds;
    }
}
