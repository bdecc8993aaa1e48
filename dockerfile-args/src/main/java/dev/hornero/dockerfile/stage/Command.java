// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.instruction.Instruction;
import java.util.List;

/**
 * An instruction in the stage that runs it.
 *
 * @param sources of COPY --from, and of each mount of a RUN
 * @param errorLine 1-based, where BuildKit reports its errors: for the trigger of an ONBUILD that
 *     is the FROM of the stage that pulls it
 */
record Command(Instruction instruction, List<Source> sources, int errorLine) {
    int line() {
        return instruction.position().first();
    }
}
