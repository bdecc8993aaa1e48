// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import dev.hornero.projectservice.projectenv.ProjectEnv;
import dev.hornero.projectservice.projectenv.StartedBuild;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Recognises a request that is sent again under the same {@code Idempotency-Key}. */
@ApplicationScoped
class RepeatedRequests {
    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    private final IdempotencyKeys keys;
    private final Builds builds;
    private final Seals seals;

    RepeatedRequests(IdempotencyKeys keys, Builds builds, Seals seals) {
        this.keys = keys;
        this.builds = builds;
        this.seals = seals;
    }

    /** The build that the key was answered with; throws a 422 if that was another request. */
    Optional<StartedBuild> find(ProjectEnv projectEnv, String key, BuildForm form) {
        check(key);
        return keys.find(projectEnv.id(), key)
                .map(use -> {
                    if (!open(use, projectEnv.id(), key).equals(digest(form))) {
                        throw ProblemException.of(
                                Problem.IDEMPOTENCY_KEY_REUSED,
                                HEADER,
                                "The key was sent with another request. Use a new key for a new build.");
                    }
                    Build build = builds.find(use.build()).orElseThrow();
                    return StartedBuild.requested(build.id(), build.number(), projectEnv.name());
                });
    }

    void remember(ProjectEnvId projectEnv, String key, BuildForm form, BuildId build) {
        keys.add(
                projectEnv,
                key,
                new IdempotencyKeys.Use(
                        seals.seal(Recipient.store(), purpose(projectEnv, key), digest(form)),
                        build));
    }

    private String open(IdempotencyKeys.Use use, ProjectEnvId projectEnv, String key) {
        try {
            return seals.open(use.digest(), purpose(projectEnv, key), String.class);
        } catch (UnsealException e) {
            throw new IllegalStateException(
                    "the digest of a request cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Purpose purpose(ProjectEnvId projectEnv, String key) {
        return Purpose.stored("idempotency-key", projectEnv + " " + key);
    }

    private static void check(String key) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw ProblemException.invalid(
                    HEADER, "Use 1 to " + LONGEST + " characters, such as a UUID.");
        }
    }

    private static String digest(BuildForm form) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(form.canonical().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
