// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One line of comma-separated values, as flags like {@code --mount} are written. */
public final class Csv {
    private Csv() {}

    /** The fields, quotes taken off. */
    public static List<String> fields(String line) throws FormatException {
        String text = withoutLineEnd(line);
        if (text.isEmpty()) {
            throw new FormatException("EOF");
        }
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            if (at < text.length() && text.charAt(at) == '"') {
                StringBuilder field = new StringBuilder();
                at = readQuoted(text, at + 1, field);
                fields.add(field.toString());
                if (at == text.length()) {
                    return fields;
                }
                at++;
                continue;
            }
            int comma = text.indexOf(',', at);
            String field = text.substring(at, comma < 0 ? text.length() : comma);
            int quote = field.indexOf('"');
            if (quote >= 0) {
                throw error(text, at + quote, "bare \" in non-quoted field");
            }
            fields.add(field);
            if (comma < 0) {
                return fields;
            }
            at = comma + 1;
        }
    }

    private static int readQuoted(String text, int start, StringBuilder field)
            throws FormatException {
        int at = start;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                throw error(text, at, "extraneous or missing \" in quoted-field");
            }
            field.append(text, at, quote);
            at = quote + 1;
            if (at == text.length() || text.charAt(at) == ',') {
                return at;
            }
            if (text.charAt(at) != '"') {
                throw error(text, quote, "extraneous or missing \" in quoted-field");
            }
            field.append('"');
            at++;
        }
    }

    private static FormatException error(String text, int at, String what) {
        int column = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length + 1;
        return new FormatException("parse error on line 1, column " + column + ": " + what);
    }

    private static String withoutLineEnd(String line) {
        if (!line.endsWith("\n")) {
            return line;
        }
        int end = line.length() - 1;
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
