// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One ref as the remote lists it.
 *
 * @param peeled what an annotated tag stands for
 * @param pointsTo the ref that a symbolic one, such as {@code HEAD}, stands for
 */
record RemoteRef(String name, ObjectId id, Optional<ObjectId> peeled, Optional<String> pointsTo) {

    /** The commit, or what else the ref may name in the end. */
    ObjectId target() {
        return peeled.orElse(id);
    }
}
