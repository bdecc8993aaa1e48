// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "git_credential")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class CredentialRow {
    @Id String name;
    String kind;
    String sealed;

    /** What it is for. */
    @Nullable String url;

    @Column(name = "created_at")
    Instant createdAt;
}
