// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "build")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class BuildRow {
    @Id UUID id;

    @Column(name = "project_env")
    UUID projectEnv;

    int number;
    String repository;

    @Column(name = "dockerfile_path")
    String dockerfilePath;

    @Column(name = "context_path")
    String contextPath;

    @Nullable String target;

    @Column(name = "git_credential")
    @Nullable String gitCredential;

    boolean submodules;

    @Column(name = "git_directory")
    boolean gitDirectory;

    String branch;

    @Column(name = "pinned_commit")
    @Nullable String pinnedCommit;

    String tag;
    boolean cache;
    String cause;

    @Column(name = "requested_by")
    @Nullable String requestedBy;

    @Column(name = "rebuild_of")
    @Nullable UUID rebuildOf;

    @Column(name = "caused_by")
    @Nullable String causedBy;

    @Column(name = "caused_by_source")
    @Nullable String causedBySource;

    @Nullable String traceparent;
    String standing;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable String finding;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable String missing;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable String evaluation;

    @Nullable Long sequence;

    @Column(name = "build_end")
    @Nullable String buildEnd;

    @Column(name = "given_up")
    boolean givenUp;

    @Column(name = "requested_at")
    Instant requestedAt;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;
}
