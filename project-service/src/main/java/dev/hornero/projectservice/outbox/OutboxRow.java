// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "outbox")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class OutboxRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    String topic;

    @Column(name = "event_key")
    String eventKey;

    @JdbcTypeCode(SqlTypes.JSON)
    String headers;

    @Nullable String payload;
    @Nullable UUID build;

    @Column(name = "created_at")
    Instant createdAt;
}
