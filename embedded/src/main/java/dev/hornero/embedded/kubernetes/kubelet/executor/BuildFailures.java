// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kaniko's last line and exit code for what a builder here says of its failure. */
final class BuildFailures {

    private static final Pattern RUN_FAILED =
            Pattern.compile(
                    "building at STEP \"RUN .*\": (?:while running runtime: )?exit status (\\d+)",
                    Pattern.DOTALL);
    private static final Pattern COPY_MISSING =
            Pattern.compile(
                    "building at STEP \"(?:COPY|ADD) .*(?:no such file or directory|no items"
                            + " matching).*",
                    Pattern.DOTALL);
    private static final Pattern UNKNOWN_INSTRUCTION =
            Pattern.compile(".*Unknown instruction: \"([^\"]*)\".*", Pattern.DOTALL);

    /** A layer's file could not be written on; buildah keeps the reason for itself. */
    private static final Pattern LAYER_CUT_SHORT =
            Pattern.compile("storing layer \\S+ to file: io: read/write on closed pipe");

    /** Of buildah, with any reason: no answer, or an answer that refuses. */
    private static final Pattern BASE_IMAGE =
            Pattern.compile("initializing source docker://|pinging container registry ");

    private BuildFailures() {}

    static BuildException ofBuildah(Optional<String> error, int exitCode) {
        String said = error.orElse("buildah ended with exit code " + exitCode);
        Matcher run = RUN_FAILED.matcher(said);
        if (run.matches()) {
            int code = Integer.parseInt(run.group(1));
            return new BuildException(
                    "error building image: error building stage: failed to execute command: waiting"
                            + " for process to exit: exit status "
                            + code,
                    code);
        }
        return new BuildException("error building image: " + explain(said));
    }

    private static String explain(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        Matcher unknown = UNKNOWN_INSTRUCTION.matcher(said);
        if (unknown.matches()) {
            return "parsing dockerfile: dockerfile parse error: unknown instruction: "
                    + unknown.group(1);
        }
        if (COPY_MISSING.matcher(said).matches()) {
            return "error building stage: failed to get files used from context: " + said;
        }
        if (said.contains("determining starting point for build: no FROM statement found")) {
            // What buildah makes of a FROM whose variables are empty.
            return "could not parse reference: ";
        }
        if (lower.contains("manifest unknown") || lower.contains("name unknown")) {
            return "unable to retrieve image: MANIFEST_UNKNOWN: " + said;
        }
        if (lower.contains("unauthorized")
                || lower.contains("authentication required")
                || lower.contains("access to the resource is denied")) {
            return "unable to retrieve image: UNAUTHORIZED: " + said;
        }
        if (BASE_IMAGE.matcher(said).find()) {
            return "unable to retrieve image: " + said;
        }
        if (LAYER_CUT_SHORT.matcher(said).find()) {
            return said + ": no space left on device";
        }
        return said;
    }
}
