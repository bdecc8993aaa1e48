// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.statusservice.imagebuild.model.Ending;
import java.util.Optional;

/** How a build ended, laid flat for its representation. */
record Outcome(
        Optional<String> image,
        Optional<String> digest,
        Optional<String> reason,
        Optional<String> message,
        Optional<String> hint,
        Optional<Integer> line,
        Optional<Integer> exitCode,
        Optional<String> instruction) {
    static final Outcome NONE =
            new Outcome(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    static Outcome of(Ending ending) {
        return switch (ending) {
            case Ending.Succeeded(String image, _, String digest, _) ->
                    new Outcome(
                            Optional.of(image),
                            Optional.of(digest),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            case Ending.Failed failed ->
                    new Outcome(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(failed.reason()),
                            Optional.of(failed.message()),
                            Optional.of(failed.hint()),
                            Optional.empty(),
                            failed.exitCode(),
                            failed.instruction());
            case Ending.Cancelled(String message) ->
                    new Outcome(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(message),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            case Ending.ScanFailed failed ->
                    new Outcome(
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
