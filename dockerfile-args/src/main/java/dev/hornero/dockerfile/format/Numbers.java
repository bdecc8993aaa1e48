// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import dev.hornero.dockerfile.text.Quoted;
import java.math.BigInteger;
import java.util.Set;

/** Whole numbers and truth values as Go's {@code strconv} reads them. */
public final class Numbers {
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    /** No number of so many digits fits; reading it takes the square of its length. */
    private static final int LONGEST = 100;

    private Numbers() {}

    /** A number with or without a sign, as {@code strconv.ParseInt}. */
    public static long signed(String text, int base, int bits) throws FormatException {
        boolean hasSign = text.startsWith("-") || text.startsWith("+");
        String digits = hasSign ? text.substring(1) : text;
        BigInteger magnitude = digits("ParseInt", text, digits, base);
        BigInteger value = text.startsWith("-") ? magnitude.negate() : magnitude;
        if (value.bitLength() >= bits) {
            throw outOfRange("ParseInt", text);
        }
        return value.longValueExact();
    }

    /** A number without a sign, as {@code strconv.ParseUint}. */
    public static long unsigned(String text, int base, int bits) throws FormatException {
        BigInteger value = digits("ParseUint", text, text, base);
        if (value.bitLength() > bits) {
            throw outOfRange("ParseUint", text);
        }
        return value.longValueExact();
    }

    /** As {@code strconv.ParseBool}. */
    public static boolean truth(String text) throws FormatException {
        if (TRUE.contains(text)) {
            return true;
        }
        if (FALSE.contains(text)) {
            return false;
        }
        throw new FormatException(
                "strconv.ParseBool: parsing " + Quoted.of(text) + ": invalid syntax");
    }

    private static BigInteger digits(String function, String text, String digits, int base)
            throws FormatException {
        if (digits.isEmpty()) {
            throw invalid(function, text);
        }
        for (int at = 0; at < digits.length(); at++) {
            char digit = digits.charAt(at);
            if (digit < '0' || digit >= '0' + base) {
                throw invalid(function, text);
            }
        }
        if (digits.length() > LONGEST) {
            throw outOfRange(function, text);
        }
        return new BigInteger(digits, base);
    }

    private static FormatException invalid(String function, String text) {
        return new FormatException(
                "strconv." + function + ": parsing " + Quoted.of(text) + ": invalid syntax");
    }

    private static FormatException outOfRange(String function, String text) {
        return new FormatException(
                "strconv." + function + ": parsing " + Quoted.of(text) + ": value out of range");
    }
}
