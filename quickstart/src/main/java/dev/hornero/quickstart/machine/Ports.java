// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.machine;

import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of an installation, one after the other from a base. */
public record Ports(int base) {

    private static final int COUNT = 9;

    /** The last base whose ports all exist. */
    public static final int HIGHEST_BASE = 65_535 - COUNT + 1;

    public Ports {
        if (base < 1 || base > HIGHEST_BASE) {
            throw new IllegalArgumentException("no ports from " + base);
        }
    }

    /** Also the front address, which serves both REST APIs. */
    public int console() {
        return base;
    }

    public int projectService() {
        return base + 1;
    }

    public int scannerService() {
        return base + 2;
    }

    public int buildOrchestrator() {
        return base + 3;
    }

    public int statusService() {
        return base + 4;
    }

    public int kafka() {
        return base + 5;
    }

    public int postgres() {
        return base + 6;
    }

    public int kubernetes() {
        return base + 7;
    }

    public int git() {
        return base + 8;
    }

    /** Every port by the name of the process that listens on it. */
    public Map<String, Integer> byProcess() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("console", console());
        ports.put("project-service", projectService());
        ports.put("scanner-service", scannerService());
        ports.put("build-orchestrator", buildOrchestrator());
        ports.put("status-service", statusService());
        ports.put("kafka", kafka());
        ports.put("postgres", postgres());
        ports.put("kubernetes", kubernetes());
        ports.put("git", git());
        return ports;
    }
}
