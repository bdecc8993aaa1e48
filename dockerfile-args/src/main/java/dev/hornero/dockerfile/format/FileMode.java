// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

/** What {@code --chmod} takes: an octal number or a symbolic mode like {@code u=rwX,go=rX}. */
public final class FileMode {
    private static final int HIGHEST = 07777;

    private FileMode() {}

    /** Refuses what is no mode. */
    public static void check(String mode) throws FormatException {
        char first = mode.charAt(0);
        if (first >= '0' && first <= '9') {
            checkOctal(mode);
        } else if (!isSymbolic(mode)) {
            throw new FormatException("invalid syntax");
        }
    }

    private static void checkOctal(String mode) throws FormatException {
        long value;
        try {
            value = Numbers.unsigned(mode, 8, 32);
        } catch (FormatException e) {
            value = HIGHEST + 1L;
        }
        if (value > HIGHEST) {
            throw new FormatException(
                    "invalid chmod parameter: '"
                            + mode
                            + "'. it should be octal string and between 0 and 07777");
        }
    }

    /** Clauses between commas: whom, then one or more operators with permissions. */
    private static boolean isSymbolic(String mode) {
        int at = 0;
        while (true) {
            at = skip(mode, at, "augo");
            if (at == mode.length() || !isOperator(mode.charAt(at))) {
                return false;
            }
            while (at < mode.length() && isOperator(mode.charAt(at))) {
                at = skip(mode, at + 1, "rstwXxugo");
            }
            if (at == mode.length()) {
                return true;
            }
            if (mode.charAt(at) != ',') {
                return false;
            }
            at++;
        }
    }

    private static boolean isOperator(char character) {
        return character == '+' || character == '-' || character == '=';
    }

    private static int skip(String text, int from, String characters) {
        int at = from;
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
