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
@Table(name = "project_env")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class ProjectEnvRow {
    @Id UUID id;
    String name;
    String project;
    String environment;
    @Nullable String branch;

    @Column(name = "pinned_commit")
    @Nullable String pinnedCommit;

    String tag;
    boolean cache;

    @Column(name = "timeout_seconds")
    long timeoutSeconds;

    @JdbcTypeCode(SqlTypes.JSON)
    String resources;

    @JdbcTypeCode(SqlTypes.JSON)
    String placement;

    @Column(name = "soft_arguments")
    String softArguments;

    @Column(name = "image_repository")
    String imageRepository;

    @Column(name = "last_number")
    int lastNumber;

    @Column(name = "last_sequence")
    long lastSequence;

    String life;

    @Column(name = "created_at")
    Instant createdAt;
}
