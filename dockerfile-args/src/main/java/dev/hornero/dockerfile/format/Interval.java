// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import dev.hornero.dockerfile.text.Quoted;
import java.util.Map;

/** Durations of HEALTHCHECK, as Go writes them: {@code 1m30s}. */
public final class Interval {
    private static final double SHORTEST_NANOS = 1e6;
    private static final Map<String, Double> NANOS =
            Map.of(
                    "ns", 1.0, "us", 1e3, "µs", 1e3, "μs", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h",
                    3600e9);

    private Interval() {}

    /** Refuses what is no duration, or one other than zero that is less than a millisecond. */
    public static void check(String flag, String text) throws FormatException {
        if (text.isEmpty()) {
            return;
        }
        double nanos = nanos(text);
        if (nanos != 0 && nanos < SHORTEST_NANOS) {
            throw new FormatException("Interval " + Quoted.of(flag) + " cannot be less than 1ms");
        }
    }

    private static double nanos(String text) throws FormatException {
        boolean negative = text.startsWith("-");
        int at = negative || text.startsWith("+") ? 1 : 0;
        if (text.substring(at).equals("0")) {
            return 0;
        }
        if (at == text.length()) {
            throw new FormatException("time: invalid duration " + Quoted.of(text));
        }
        double sum = 0;
        while (at < text.length()) {
            int numberEnd = at;
            while (numberEnd < text.length() && isDigit(text.charAt(numberEnd))) {
                numberEnd++;
            }
            if (numberEnd < text.length() && text.charAt(numberEnd) == '.') {
                numberEnd++;
                while (numberEnd < text.length() && isDigit(text.charAt(numberEnd))) {
                    numberEnd++;
                }
            }
            String number = text.substring(at, numberEnd);
            if (number.isEmpty() || number.equals(".")) {
                throw new FormatException("time: invalid duration " + Quoted.of(text));
            }
            int unitEnd = numberEnd;
            while (unitEnd < text.length()
                    && !isDigit(text.charAt(unitEnd))
                    && text.charAt(unitEnd) != '.') {
                unitEnd++;
            }
            String unit = text.substring(numberEnd, unitEnd);
            if (unit.isEmpty()) {
                throw new FormatException("time: missing unit in duration " + Quoted.of(text));
            }
            Double worth = NANOS.get(unit);
            if (worth == null) {
                throw new FormatException(
                        "time: unknown unit "
                                + Quoted.of(unit)
                                + " in duration "
                                + Quoted.of(text));
            }
            sum += Double.parseDouble(number) * worth;
            if (sum > Long.MAX_VALUE) {
                throw new FormatException("time: invalid duration " + Quoted.of(text));
            }
            at = unitEnd;
        }
        return negative ? -sum : sum;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
