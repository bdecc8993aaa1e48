// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Where containers' output is read; the kubelet has it. */
public interface PodLogs {

    /** Opens the output of a pod's container. */
    LogSource open(ObjectNode pod, LogRequest request);

    /**
     * Output being sent; separate from {@link #open} so that a refusal comes before the first byte.
     */
    interface LogSource {
        /** Copies until the end: of the log, or of the container when following. */
        void copyTo(OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * What part of the output is asked for.
     *
     * @param timestamps whether each line begins with its time
     * @param since lines before this second are left out
     */
    record LogRequest(
            Optional<String> container,
            boolean follow,
            boolean timestamps,
            Optional<Instant> since) {

        public static LogRequest of(Map<String, String> query) {
            return new LogRequest(
                    Optional.ofNullable(query.get("container")),
                    Boolean.parseBoolean(query.get("follow")),
                    Boolean.parseBoolean(query.get("timestamps")),
                    Optional.ofNullable(query.get("sinceTime")).map(LogRequest::instant));
        }

        private static Instant instant(String value) {
            try {
                return java.time.OffsetDateTime.parse(value).toInstant();
            } catch (java.time.format.DateTimeParseException e) {
                throw ApiException.badRequest("sinceTime is not an RFC 3339 time: " + value);
            }
        }
    }
}
