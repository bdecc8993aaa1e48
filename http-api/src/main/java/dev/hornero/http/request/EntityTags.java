// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Strong tags out of what is shown: two states that are shown alike have the same one. */
@Singleton
public final class EntityTags {
    /** The header with the tags that a change is for. */
    public static final String IF_MATCH = "If-Match";

    private static final int BYTES = 16;
    private static final String TAG = "(W/)?\"[\\x21\\x23-\\x7e]*\"";
    private static final Pattern TAGS =
            Pattern.compile("\\s*(\\*|" + TAG + "(\\s*,\\s*" + TAG + ")*)\\s*");
    private static final Pattern ONE = Pattern.compile(TAG);

    private final ObjectMapper json;

    EntityTags(ObjectMapper json) {
        this.json = json;
    }

    /** The tag of a representation, in its quotes. */
    public String of(Object representation) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(json.writeValueAsBytes(representation));
            return '"'
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Arrays.copyOf(digest, BYTES))
                    + '"';
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a representation has no JSON", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Throws a 412 where a change is for another state than the current one.
     *
     * @param ifMatch the header; without one every state is right
     * @param current what a GET would show, locked until the end of the transaction
     */
    public void require(Optional<String> ifMatch, Supplier<?> current) {
        if (ifMatch.isEmpty()) {
            return;
        }
        if (!TAGS.matcher(ifMatch.get()).matches()) {
            throw ProblemException.of(
                    Problem.BAD_REQUEST,
                    IF_MATCH,
                    "Send * or ETags as they were given, in quotes.");
        }
        if (!names(ifMatch.get(), of(current.get()))) {
            throw ProblemException.of(
                    Problem.PRECONDITION_FAILED,
                    IF_MATCH,
                    "It is not what you read any more. Read it again, and send its new ETag.");
        }
    }

    /** Whether a list of tags names this one; a weak one never does. */
    static boolean names(String tags, String tag) {
        return tags.strip().equals("*")
                || ONE.matcher(tags).results().anyMatch(given -> given.group().equals(tag));
    }
}
