// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.statusservice.imagebuild.model.BuildOutcome;
import java.util.Optional;

/** The outcome of a build as the fields of its representation. */
record OutcomeFields(
        Optional<String> image,
        Optional<String> digest,
        Optional<String> reason,
        Optional<String> message,
        Optional<String> hint,
        Optional<Integer> line,
        Optional<Integer> exitCode,
        Optional<String> instruction) {
    static final OutcomeFields NONE =
            new OutcomeFields(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    static OutcomeFields of(BuildOutcome outcome) {
        return switch (outcome) {
            case BuildOutcome.Succeeded(String image, _, String digest, _) ->
                    new OutcomeFields(
                            Optional.of(image),
                            Optional.of(digest),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            case BuildOutcome.Failed failed ->
                    new OutcomeFields(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(failed.reason()),
                            Optional.of(failed.message()),
                            Optional.of(failed.hint()),
                            Optional.empty(),
                            failed.exitCode(),
                            failed.instruction());
            case BuildOutcome.Cancelled(String message) ->
                    new OutcomeFields(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(message),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            case BuildOutcome.ScanFailed failed ->
                    new OutcomeFields(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(failed.reason()),
                            Optional.of(failed.message()),
                            Optional.empty(),
                            failed.line(),
                            Optional.empty(),
                            Optional.empty());
        };
    }
}
