// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.build.rest;

import dev.hornero.statusservice.build.Moment;
import java.time.Instant;

/** An event in the history of a build. */
record MomentRepresentation(String id, String type, Instant time, String source, String text) {
    static MomentRepresentation of(Moment moment) {
        return new MomentRepresentation(
                moment.id(), moment.type(), moment.time(), moment.source(), moment.text());
    }
}
