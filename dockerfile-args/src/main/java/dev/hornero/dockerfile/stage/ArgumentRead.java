// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import java.util.Optional;

/**
 * One read of an argument.
 *
 * @param stage the index of the instruction's stage; absent before the first FROM
 * @param line 1-based, where the instruction starts
 * @param keyword of the instruction
 * @param guarded it copes with a missing value
 * @param hard it cannot cope with a missing or an empty value
 */
public record ArgumentRead(
        Optional<Integer> stage, int line, String keyword, boolean guarded, boolean hard) {
    ArgumentRead hardened() {
        return new ArgumentRead(stage, line, keyword, guarded, true);
    }
}
