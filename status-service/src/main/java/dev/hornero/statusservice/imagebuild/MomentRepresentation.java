// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.statusservice.imagebuild.model.Moment;
import java.time.Instant;

/** An event in the history of a build. */
record MomentRepresentation(String id, String type, Instant time, String source, String text) {
    static MomentRepresentation of(Moment moment) {
        return new MomentRepresentation(
                moment.id(), moment.type(), moment.time(), moment.source(), moment.text());
    }
}
