// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next the cursor of the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next");
    }

    /** A whole list. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, Optional.empty());
    }

    /**
     * The page that was asked for.
     *
     * @param rows up to {@link PageRequest#rows} of them
     */
    public static <R, T> Page<T> of(
            List<R> rows,
            PageRequest request,
            Function<? super R, ? extends T> item,
            Function<? super R, Cursor> position) {
        List<R> given = rows.stream().limit(request.limit()).toList();
        Optional<String> next =
                rows.size() > request.limit()
                        ? Optional.of(position.apply(given.getLast()).text())
                        : Optional.empty();
        return new Page<>(given.stream().<T>map(item).toList(), next);
    }
}
