// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What people and services asked for: the build, and perhaps its cancellation (by whom). */
record Requests(Optional<Fact<Acceptance>> accepted, Optional<Fact<String>> cancelRequestedBy) {
    static final Requests NOTHING = new Requests(Optional.empty(), Optional.empty());

    Requests {
        requireNonNull(accepted, "accepted");
        requireNonNull(cancelRequestedBy, "cancelRequestedBy");
    }

    static Requests forBuild(Fact<Acceptance> fact) {
        return new Requests(Optional.of(fact), Optional.empty());
    }

    static Requests toCancel(Fact<String> fact) {
        return new Requests(Optional.empty(), Optional.of(fact));
    }

    Requests join(Requests other) {
        return new Requests(
                Fact.join(accepted, other.accepted, Fact::earlier),
                Fact.join(cancelRequestedBy, other.cancelRequestedBy, Fact::earlier));
    }
}
