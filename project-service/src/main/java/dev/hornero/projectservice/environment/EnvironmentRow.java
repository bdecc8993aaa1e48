// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.environment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "environment")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class EnvironmentRow {
    @Id String name;
    String cluster;
    String namespace;
    @Nullable String branch;

    @Column(name = "created_at")
    Instant createdAt;
}
