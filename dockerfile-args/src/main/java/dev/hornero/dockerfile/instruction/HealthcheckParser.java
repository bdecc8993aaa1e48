// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.Interval;
import dev.hornero.dockerfile.format.Numbers;
import dev.hornero.dockerfile.instruction.Flags.Kind;
import dev.hornero.dockerfile.text.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** HEALTHCHECK, of which nothing is kept. */
final class HealthcheckParser {
    private static final List<String> INTERVALS =
            List.of("interval", "timeout", "start-period", "start-interval");
    private static final Map<String, Kind> HEALTHCHECK_FLAGS =
            Map.of(
                    "interval", Kind.TEXT,
                    "timeout", Kind.TEXT,
                    "start-period", Kind.TEXT,
                    "start-interval", Kind.TEXT,
                    "retries", Kind.TEXT);

    private HealthcheckParser() {}

    static void check(Statement statement) throws FormatException {
        InstructionParser.requireArguments(statement, Keyword.HEALTHCHECK);
        String type = statement.arguments().getFirst().toUpperCase(Locale.ROOT);
        List<String> command = statement.arguments().subList(1, statement.arguments().size());
        if (type.equals("NONE")) {
            if (!command.isEmpty()) {
                throw new FormatException("HEALTHCHECK NONE takes no arguments");
            }
            return;
        }
        Flags flags = Flags.of(statement.flags(), HEALTHCHECK_FLAGS);
        if (!type.equals("CMD")) {
            throw new FormatException(
                    "Unknown type " + Quoted.of(type) + " in HEALTHCHECK (try CMD)");
        }
        if (command.isEmpty()) {
            throw new FormatException("Missing command after HEALTHCHECK CMD");
        }
        for (String interval : INTERVALS) {
            Interval.check(interval, flags.text(interval, ""));
        }
        String retries = flags.text("retries", "");
        if (!retries.isEmpty()) {
            long count = Numbers.signed(retries, 10, 32);
            if (count < 0) {
                throw new FormatException("--retries cannot be negative (" + count + ")");
            }
        }
    }
}
