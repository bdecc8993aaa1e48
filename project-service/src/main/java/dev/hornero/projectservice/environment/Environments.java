// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.environment;

import dev.hornero.http.request.PageRequest;
import java.util.List;
import java.util.Optional;

/** The environments. They do not change once they are there. */
public interface Environments {
    Optional<Environment> find(String name);

    void add(Environment environment);

    /** By name; the cursor is the name. At most {@link PageRequest#rows}. */
    List<Environment> list(PageRequest page);
}
