// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.time.Duration;
import java.util.Optional;

/** Every topic of Hornero. Each has one writer; the dead letters are written by who gave up. */
public enum Topic {
    /** From other internal services. Key: {@code <environment>-<project>}. */
    REQUESTS("requests", Kind.STATE),
    /** From project-service. Key: ProjectEnv id; of a refusal {@code <environment>-<project>}. */
    PROJECT_ENVS("project-envs", Kind.STATE),
    /** From project-service. Key: ProjectEnv id; of a refusal {@code <environment>-<project>}. */
    BUILDS("builds", Kind.STATE),
    /** From scanner-service. Key: ProjectEnv id. */
    SCANS("scans", Kind.STATE),
    /** From build-orchestrator. Key: ProjectEnv id. */
    BUILD_JOBS("build-jobs", Kind.STATE),
    /** From build-orchestrator. Key: build id. */
    BUILD_LOGS("build-logs", Kind.LOG),
    /** From project-service. Key: API key id; a tombstone revokes. */
    API_KEYS("api-keys", Kind.COMPACTED);

    private static final String PREFIX = "hornero.";
    private static final String DEAD_LETTER = ".dead-letter";

    private enum Kind {
        STATE,
        LOG,
        COMPACTED
    }

    private final String topicName;
    private final Kind kind;

    Topic(String name, Kind kind) {
        this.topicName = PREFIX + name;
        this.kind = kind;
    }

    /** The name on the broker, such as {@code hornero.builds}. */
    public String topicName() {
        return topicName;
    }

    /** Where a record goes, as it came, that a consumer of this topic gave up on. */
    public String deadLetterName() {
        return topicName + DEAD_LETTER;
    }

    /** How long records are kept; empty: forever. */
    public Optional<Duration> retention() {
        return kind == Kind.LOG ? Optional.of(Duration.ofDays(7)) : Optional.empty();
    }

    /** Whether only the last record of a key is kept. */
    public boolean compacted() {
        return kind == Kind.COMPACTED;
    }
}
