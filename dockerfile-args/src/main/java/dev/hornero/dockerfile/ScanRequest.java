// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be built of a Dockerfile.
 *
 * @param target the stage to build, in any case; the last one when absent
 * @param values build arguments already known. Those that occur in other arguments' defaults show
 *     in the scan, so give no secret here where the scan is published
 */
public record ScanRequest(Optional<String> target, Map<String, String> values) {
    public ScanRequest {
        requireNonNull(target, "target");
        values = Map.copyOf(values);
    }

    /** The last stage, with no value known. */
    public static ScanRequest lastStage() {
        return new ScanRequest(Optional.empty(), Map.of());
    }

    /** The same with another target; a blank one means the last stage. */
    public ScanRequest withTarget(String stage) {
        return new ScanRequest(Optional.of(stage).filter(name -> !name.isEmpty()), values);
    }

    /** The same with these values and no others. */
    public ScanRequest withValues(Map<String, String> known) {
        return new ScanRequest(target, known);
    }

    /** The same with one more value; an empty one counts as given. */
    public ScanRequest withValue(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new ScanRequest(target, more);
    }

    /** Names the values without showing them. */
    @Override
    public String toString() {
        return "ScanRequest[target=" + target + ", values of " + values.keySet() + "]";
    }
}
