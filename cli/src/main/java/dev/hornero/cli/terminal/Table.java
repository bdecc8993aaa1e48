// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Columns under their headings; the last one is cut where the terminal ends. */
public final class Table {
    private static final Pattern COLOUR_CODES = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** Appends a row with a cell for each heading; line breaks in a cell become spaces. */
    public Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "a row has " + rows.getFirst().size() + " cells, not " + cells.length);
        }
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell.replaceAll("\\R", " "));
        }
        rows.add(List.copyOf(row));
        return this;
    }

    public void print(Terminal terminal) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            int used = 0;
            for (int column = 0; column < columns - 1; column++) {
                String cell = row.get(column);
                line.append(cell).repeat(" ", widths[column] - width(cell)).append(GAP);
                used += widths[column] + GAP.length();
            }
            line.append(fitted(row.getLast(), terminal, used));
            terminal.out().println(line.toString().stripTrailing());
        }
    }

    private static String fitted(String cell, Terminal terminal, int used) {
        int room = terminal.width() - used;
        boolean plain = width(cell) == cell.length();
        return terminal.interactive() && plain && room > 1 && cell.length() > room
                ? cell.substring(0, room - 1) + "…"
                : cell;
    }

    private static int width(String cell) {
        return COLOUR_CODES.matcher(cell).replaceAll("").length();
    }
}
