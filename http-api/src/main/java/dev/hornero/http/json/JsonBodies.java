// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what callers send. Only here is a failure of Jackson the caller's fault; anywhere else it
 * is ours.
 */
@Singleton
public final class JsonBodies {
    private final ObjectMapper json;

    JsonBodies(ObjectMapper json) {
        this.json = json;
    }

    /** The value of a body; none for an empty one and for {@code null}. */
    @Nullable Object read(byte[] body, Type type) {
        if (body.length == 0) {
            return null;
        }
        JsonText.check(body);
        try {
            return json.readValue(body, json.constructType(type));
        } catch (JsonProcessingException e) {
            throw JsonProblems.unfit(e);
        } catch (DateTimeException | ArithmeticException _) {
            throw outOfBounds();
        } catch (IOException e) {
            throw JsonProblems.unreadable(e);
        }
    }

    /** The value of a tree that came from a caller; throws a 422 where it does not fit. */
    public <T> T read(JsonNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw JsonProblems.unfit(e);
        } catch (DateTimeException | ArithmeticException _) {
            throw outOfBounds();
        }
    }

    /** Jackson lets these through from times and durations. */
    private static ProblemException outOfBounds() {
        return ProblemException.of(
                Problem.INVALID_FIELD, "A time, duration or number is out of all bounds.");
    }
}
