// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.log;

import dev.hornero.events.Code;
import dev.hornero.events.Require;
import java.time.Instant;

/**
 * A line of a container's log. Its identity is (pod, container, time, ordinal), so that a follower
 * may read again and no reader stores it twice.
 *
 * @param pod the Pod's uid
 * @param time as the kubelet stamped it
 * @param ordinal among the lines of the same pod, container and time, from 0
 * @param kind a line of one that a reader does not know is shown like any other
 */
public record LogLine(
        String pod, String container, Instant time, int ordinal, Code<Kind> kind, String text) {
    public LogLine {
        Require.text(pod, "line.pod");
        Require.text(container, "line.container");
        Require.present(time, "line.time");
        Require.atLeast(0, ordinal, "line.ordinal");
        Require.present(kind, "line.kind");
        Require.present(text, "line.text");
    }

    /** What a line is. */
    public enum Kind {
        /** What the container printed, secret values scrubbed. */
        OUTPUT,
        /** Lines are missing here, lost by log rotation or with the Pod. */
        GAP
    }
}
