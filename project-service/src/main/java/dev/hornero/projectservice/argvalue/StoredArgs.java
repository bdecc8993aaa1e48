// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.argvalue;

import java.util.Collection;
import java.util.List;

/** The values of build arguments, sealed. */
public interface StoredArgs {
    /** The values of a scope by name. */
    List<StoredArg> of(ArgScope scope);

    /** Sets values of a scope, in place of those that are there. */
    void put(ArgScope scope, List<StoredArg> values);

    void remove(ArgScope scope, Collection<String> names);

    void removeAll(ArgScope scope);
}
