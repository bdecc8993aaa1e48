// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.project;

import dev.hornero.http.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** The projects. */
public interface Projects {
    Optional<Project> find(String name);

    /**
     * Waits until no other transaction of this process locks it; for transactions whose first
     * statement is not {@link #lock}.
     */
    void awaitTurn(String name);

    /** Holds others off that lock it too, until the transaction ends. */
    Optional<Project> lock(String name);

    void add(Project project);

    void change(Project project);

    /** By name; the cursor is the name. At most {@link PageRequest#rows}. */
    List<Project> list(PageRequest page);

    /** The names of its ProjectEnvs that are not gone. */
    List<String> projectEnvs(String name);

    void remove(String name);
}
