// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * An unpacked object; its bytes are not copied and are never changed.
 *
 * @param type one of JGit's {@code Constants.OBJ_*}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its id only
record GitObject(int type, byte[] bytes) {

    // The id is computed, never believed: no server can pass off another object
    ObjectId id() {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(type, bytes);
        }
    }
}
