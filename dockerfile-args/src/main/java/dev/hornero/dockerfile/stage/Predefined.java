// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Arguments that work without a declaration and without a value. */
public final class Predefined {
    /** These work in every RUN without an ARG instruction (Dockerfile reference). */
    public static final Set<String> PROXIES =
            Set.of(
                    "HTTP_PROXY",
                    "http_proxy",
                    "HTTPS_PROXY",
                    "https_proxy",
                    "FTP_PROXY",
                    "ftp_proxy",
                    "NO_PROXY",
                    "no_proxy",
                    "ALL_PROXY",
                    "all_proxy");

    /** Read from the declaration of a stage and never put into an environment. */
    private static final Set<String> SCANS =
            Set.of("BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE");

    private static final Set<String> OF_THE_ENGINE =
            Set.of(
                    "BUILDKIT_BUILD_NAME",
                    "BUILDKIT_CACHE_MOUNT_NS",
                    "BUILDKIT_CONTEXT_KEEP_GIT_DIR",
                    "BUILDKIT_DOCKERFILE_CHECK",
                    "BUILDKIT_INLINE_CACHE",
                    "BUILDKIT_MULTI_PLATFORM",
                    "BUILDKIT_SANDBOX_HOSTNAME",
                    "BUILDKIT_SBOM_SCAN_CONTEXT",
                    "BUILDKIT_SBOM_SCAN_STAGE",
                    "BUILDKIT_SYNTAX",
                    "SOURCE_DATE_EPOCH");

    private static final Set<String> PLATFORMS = Set.copyOf(platforms("").keySet());

    private Predefined() {}

    /** Whether the engine knows the name by itself. */
    public static boolean contains(String name) {
        return PROXIES.contains(name) || OF_THE_ENGINE.contains(name) || PLATFORMS.contains(name);
    }

    /** Whether every RUN has it without a declaration. */
    static boolean reachesEveryRun(String name) {
        return PROXIES.contains(name);
    }

    static boolean neverInEnvironment(String name) {
        return SCANS.contains(name);
    }

    /**
     * The arguments that are set before the first line, with their values for a build of {@code
     * targetStage} on and for linux/amd64.
     */
    static Map<String, String> platforms(String targetStage) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String side : new String[] {"BUILD", "TARGET"}) {
            values.put(side + "PLATFORM", "linux/amd64");
            values.put(side + "OS", "linux");
            values.put(side + "OSVERSION", "");
            values.put(side + "ARCH", "amd64");
            values.put(side + "VARIANT", "");
        }
        values.put("TARGETSTAGE", targetStage);
        return values;
    }
}
