// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import dev.hornero.http.problem.ProblemException;
import java.util.Objects;
import java.util.Optional;

/** Which part of a list is wanted: at most {@code limit} items after {@code cursor}. */
public record PageRequest(int limit, Optional<Cursor> cursor) {
    /** Items of a page where the caller does not say. */
    public static final int DEFAULT_LIMIT = 50;

    /** The most items of a page. */
    public static final int LARGEST_LIMIT = 200;

    public PageRequest {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw ProblemException.invalid(
                    "limit", "Ask for 1 to " + LARGEST_LIMIT + " items, not " + limit + ".");
        }
        Objects.requireNonNull(cursor, "cursor");
    }

    /**
     * From the query parameters {@code limit} and {@code cursor}; throws a 422 for a bad one.
     *
     * @param parts how many parts the list's cursor has
     */
    public static PageRequest of(Optional<String> limit, Optional<String> cursor, int parts) {
        return new PageRequest(
                limit.map(PageRequest::number).orElse(DEFAULT_LIMIT),
                cursor.map(text -> Cursor.read(text, parts)));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw ProblemException.invalid(
                    "limit", "Ask for a number of items from 1 to " + LARGEST_LIMIT + ".");
        }
    }

    /** How many rows to read: one more than asked for shows whether there is a next page. */
    public int rows() {
        return limit + 1;
    }
}
