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

    /** What part of the output is asked for. */
    record LogRequest(
            Optional<String> container,
            boolean follow,
            boolean previous,
            boolean timestamps,
            Optional<Instant> since,
            Optional<Integer> tailLines,
            Optional<Long> limitBytes) {

        public static LogRequest of(Map<String, String> query, Instant now) {
            Optional<Instant> since =
                    Optional.ofNullable(query.get("sinceTime"))
                            .map(LogRequest::instant)
                            .or(() ->
                                    Optional.ofNullable(query.get("sinceSeconds"))
                                            .map(s -> now.minusSeconds(number(s))));
            return new LogRequest(
                    Optional.ofNullable(query.get("container")),
                    Boolean.parseBoolean(query.get("follow")),
                    Boolean.parseBoolean(query.get("previous")),
                    Boolean.parseBoolean(query.get("timestamps")),
                    since,
                    Optional.ofNullable(query.get("tailLines"))
                            .map(n -> (int) Math.min(Integer.MAX_VALUE, number(n))),
                    Optional.ofNullable(query.get("limitBytes")).map(LogRequest::number));
        }

        private static Instant instant(String value) {
            try {
                return java.time.OffsetDateTime.parse(value).toInstant();
            } catch (java.time.format.DateTimeParseException e) {
                throw ApiException.badRequest("sinceTime is not an RFC 3339 time: " + value);
            }
        }

        private static long number(String value) {
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw ApiException.badRequest("not a number: " + value);
            }
        }
    }
}
