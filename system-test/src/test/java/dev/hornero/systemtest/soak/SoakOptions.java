// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a soak is made of.
 *
 * @param builds how many are ordered
 * @param hostile how many hostile records are written meanwhile
 * @param seed of what is ordered, spoiled and killed
 * @param projectEnvs among how many the builds are spread
 * @param faults how many times a process is killed or stopped at least, while builds are ordered as
 *     often as there is time for; 0 for never
 * @param between the time from one of these faults to the next
 * @param build how many seconds a build takes
 * @param checkout whether builds check their commit out, or wait instead of that too
 * @param patience how long nothing may end before the rest counts as lost
 * @param folder for logs, data and figures
 */
record SoakOptions(
        int builds,
        int hostile,
        long seed,
        int projectEnvs,
        int faults,
        Duration between,
        String build,
        boolean checkout,
        Duration patience,
        Path folder) {

    /** Reads {@code name=value} arguments. */
    static SoakOptions of(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            given.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        String seed = given.getOrDefault("seed", "");
        int builds = Integer.parseInt(given.getOrDefault("builds", "10000"));
        SoakOptions options =
                new SoakOptions(
                        builds,
                        Integer.parseInt(given.getOrDefault("hostile", "20000")),
                        seed.isEmpty() ? System.nanoTime() : Long.parseLong(seed),
                        Integer.parseInt(given.getOrDefault("projectEnvs", "60")),
                        Integer.parseInt(given.getOrDefault("faults", "16")),
                        Duration.ofSeconds(Long.parseLong(given.getOrDefault("between", "20"))),
                        given.getOrDefault("build", "1"),
                        Boolean.parseBoolean(given.getOrDefault("checkout", "false")),
                        Duration.ofSeconds(Long.parseLong(given.getOrDefault("patience", "300"))),
                        Path.of(given.getOrDefault("folder", "target/soak")).toAbsolutePath());
        if (builds < options.projectEnvs()) {
            throw new IllegalArgumentException(
                    "each of the %d ProjectEnvs has an initial build, so builds=%d is too few"
                            .formatted(options.projectEnvs(), builds));
        }
        return options;
    }
}
