// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.lang.reflect.Type;

/** A row does not hold what this version writes there. */
public final class UnreadableRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRowException(Type type, JsonProcessingException cause) {
        super("a row has no JSON of " + type.getTypeName(), cause);
    }
}
