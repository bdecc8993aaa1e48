// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.deadletter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "replayed_dead_letter")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class ReplayRow {
    @Id String id;

    @Column(name = "replayed_by")
    String replayedBy;

    @Column(name = "replayed_at")
    Instant replayedAt;
}
