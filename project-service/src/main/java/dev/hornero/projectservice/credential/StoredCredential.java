// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.events.Sealed;
import java.util.Objects;

/** A git credential at rest, sealed for this service alone. */
public record StoredCredential(String name, CredentialKind kind, Sealed sealed) {
    public StoredCredential {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sealed, "sealed");
    }
}
