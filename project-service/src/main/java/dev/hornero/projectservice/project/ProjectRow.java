// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "project")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class ProjectRow {
    @Id String name;
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

    @Column(name = "created_at")
    Instant createdAt;
}
