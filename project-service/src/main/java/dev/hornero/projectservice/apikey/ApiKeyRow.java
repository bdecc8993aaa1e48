// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_key")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class ApiKeyRow {
    @Id String id;
    String name;
    String sha256;
    String role;

    @Column(name = "expires_at")
    @Nullable Instant expiresAt;

    @Column(name = "created_at")
    Instant createdAt;
}
