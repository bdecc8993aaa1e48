// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.argvalue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "arg_value")
@IdClass(ArgRowId.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class ArgRow {
    @Id String scope;
    @Id String owner;
    @Id String name;
    String sealed;
    boolean secret;
    int bytes;

    @Column(name = "changed_at")
    Instant changedAt;
}
