// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.messaging.Sha256;

/**
 * Names of objects: who and which build, shortened to 63 characters, and a hash of the build's id,
 * so that names that were shortened alike still differ.
 */
final class Names {
    private static final int LONGEST = 63;
    private static final int HASH = 10;

    private Names() {}

    static String job(BuildRef build) {
        return of(build, "");
    }

    /** The Secret with the values of build arguments and build secrets. */
    static String values(BuildRef build) {
        return of(build, "-values");
    }

    static String registry(BuildRef build) {
        return of(build, "-registry");
    }

    static String git(BuildRef build) {
        return of(build, "-git");
    }

    /** The claim and, where volumes are static, the volume. */
    static String workspace(BuildRef build) {
        return of(build, "-workspace");
    }

    static String ledger(ProjectEnvId projectEnv) {
        return "hornero-ledger-" + projectEnv;
    }

    /** A text as the value of a label, shortened where it is too long for one. */
    static String labelValue(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST - HASH - 1) + "-" + hash(text);
    }

    private static String of(BuildRef build, String what) {
        String end = "-" + build.number() + what + "-" + hash(build.id());
        String projectEnv = build.projectEnv().name();
        int room = LONGEST - end.length();
        String start = projectEnv.length() <= room ? projectEnv : projectEnv.substring(0, room);
        return start.replaceAll("-+$", "") + end;
    }

    private static String hash(BuildId build) {
        return hash(build.toString());
    }

    private static String hash(String text) {
        return Sha256.hex(text).substring(0, HASH);
    }
}
