// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.imagebuild.Placement;
import dev.hornero.events.imagebuild.Resources;
import dev.hornero.projectservice.database.RowJson;
import dev.hornero.projectservice.projectenv.model.BuildSettings;
import dev.hornero.projectservice.projectenv.model.SoftArguments;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

    void fill(BuildSettings settings, RowJson json) {
        branch = settings.branch().orElse(null);
        pinnedCommit = settings.commit().orElse(null);
        tag = settings.tag();
        cache = settings.cache();
        timeoutSeconds = settings.timeout().toSeconds();
        resources = json.write(settings.resources());
        placement = json.write(settings.placement());
        softArguments = settings.softArguments().name();
    }

    BuildSettings settings(RowJson json) {
        Placement nodes = json.read(placement, Placement.class);
        return new BuildSettings(
                Optional.ofNullable(branch),
                Optional.ofNullable(pinnedCommit),
                tag,
                cache,
                Duration.ofSeconds(timeoutSeconds),
                json.read(resources, Resources.class),
                nodes.nodeSelector(),
                nodes.tolerations(),
                SoftArguments.valueOf(softArguments));
    }
}
