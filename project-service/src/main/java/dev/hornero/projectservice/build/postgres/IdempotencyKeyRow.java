// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "idempotency_key")
@IdClass(IdempotencyKeyRowId.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class IdempotencyKeyRow {
    @Id
    @Column(name = "project_env")
    UUID projectEnv;

    @Id
    @Column(name = "idempotency_key")
    String key;

    @Column(name = "sealed_digest")
    String sealedDigest;

    UUID build;

    @Column(name = "used_at")
    Instant usedAt;
}
