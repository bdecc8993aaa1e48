// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.args;

import java.util.List;

/** The values of build arguments, sealed. */
public interface ArgStore {
    /** The values of a scope by name. */
    List<StoredArg> of(ArgScope scope);

    /** Sets a value, in place of the one that is there. */
    void put(StoredArg value);

    void remove(ArgScope scope, String name);

    void removeAll(ArgScope scope);
}
