// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import java.util.Locale;

/** Sizes of memory such as {@code 64m}, {@code 1.5 GiB}, as {@code docker/go-units} reads them. */
public final class ByteSize {
    private ByteSize() {}

    /** Whether the text is a size. */
    public static boolean isOne(String text) {
        int last = text.length() - 1;
        while (last >= 0 && "0123456789. ".indexOf(text.charAt(last)) < 0) {
            last--;
        }
        if (last < 0) {
            return false;
        }
        boolean spaced = text.charAt(last) == ' ';
        String number = text.substring(0, spaced ? last : last + 1);
        return isNumber(number) && isUnit(text.substring(last + 1).toLowerCase(Locale.ROOT));
    }

    private static boolean isNumber(String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        return digits.chars().anyMatch(c -> c >= '0' && c <= '9')
                && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')
                && digits.indexOf('.') == digits.lastIndexOf('.');
    }

    private static boolean isUnit(String unit) {
        if (unit.isEmpty() || unit.equals("b")) {
            return true;
        }
        String multiple = unit.substring(1);
        return "kmgtp".indexOf(unit.charAt(0)) >= 0
                && (multiple.isEmpty() || multiple.equals("b") || multiple.equals("ib"));
    }
}
