// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What STOPSIGNAL takes: a number other than 0, or a name of Linux, {@code SIG} in front or not.
 */
public final class StopSignal {
    private static final int REAL_TIME_BELOW = 15;
    private static final Set<String> NAMES = names();

    private StopSignal() {}

    /** Refuses what is no signal. */
    public static void check(String signal) throws FormatException {
        boolean known;
        try {
            known = Numbers.signed(signal, 10, 64) != 0;
        } catch (FormatException notANumber) {
            String name = signal.toUpperCase(Locale.ROOT);
            known = NAMES.contains(name.startsWith("SIG") ? name.substring(3) : name);
        }
        if (!known) {
            throw new FormatException("invalid signal: " + signal);
        }
    }

    private static Set<String> names() {
        Set<String> names =
                new HashSet<>(
                        List.of(
                                "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL",
                                "INT", "IO", "IOT", "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT",
                                "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN",
                                "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
                                "RTMIN", "RTMAX"));
        for (int offset = 1; offset <= REAL_TIME_BELOW; offset++) {
            names.add("RTMIN+" + offset);
            if (offset < REAL_TIME_BELOW) {
                names.add("RTMAX-" + offset);
            }
        }
        return names;
    }
}
