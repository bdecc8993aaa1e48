// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.http.request.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The git credentials. */
public interface GitCredentials {
    Optional<StoredCredential> find(String name);

    /** The same until the transaction ends. */
    Optional<StoredCredential> lock(String name);

    void add(StoredCredential credential);

    /** By name; the cursor is the name. At most {@link PageRequest#rows}. */
    List<StoredCredential> list(PageRequest page);

    /** Projects, and builds that have not ended, that read their repository with it. */
    List<String> users(String name);

    /** Repositories of the projects that name it, by project; and those of their unended builds. */
    Map<String, String> repositories(String name);

    /** Puts another scope, and what is sealed for it, in the place of what is there. */
    void change(StoredCredential credential);

    void remove(String name);
}
