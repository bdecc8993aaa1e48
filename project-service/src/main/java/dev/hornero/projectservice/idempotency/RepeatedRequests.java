// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hornero.events.Sealed;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.Sha256;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import dev.hornero.projectservice.caller.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Makes something once, however often it is asked for under the same {@code Idempotency-Key}. What
 * was answered is kept sealed: an answer may hold a new API key, and a request secret values.
 */
@ApplicationScoped
public class RepeatedRequests {
    /** The header with the key. */
    public static final String HEADER = "Idempotency-Key";

    /** How long an answer is kept. */
    public static final Duration KEPT = Duration.ofDays(7);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final int DIGEST_LENGTH = 64;

    private final KeptAnswerStore answers;
    private final CurrentCaller caller;
    private final Seals seals;
    private final ObjectMapper json;
    private final ObjectWriter canonical;

    RepeatedRequests(
            KeptAnswerStore answers, CurrentCaller caller, Seals seals, ObjectMapper json) {
        this.answers = answers;
        this.caller = caller;
        this.seals = seals;
        this.json = json;
        this.canonical = json.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    /**
     * Does the work, or answers as it was answered before; throws a 422 if that was another
     * request. Where the work fails the key is as if it had never been sent.
     *
     * @param operation what is asked for, with the ids of what it is asked of
     * @param request the body
     */
    @Transactional
    public <T> T once(
            Optional<String> key,
            String operation,
            Object request,
            Class<T> answer,
            Supplier<T> work) {
        if (key.isEmpty()) {
            return work.get();
        }
        if (!KEY.matcher(key.get()).matches()) {
            throw ProblemException.invalid(
                    HEADER, "Use 1 to 255 visible ASCII characters, such as a UUID.");
        }
        KeptAnswerStore.Use use =
                new KeptAnswerStore.Use(caller.get().name(), operation, key.get());
        String digest = Sha256.hex(write(request));
        Optional<Sealed> before = answers.take(use);
        if (before.isPresent()) {
            return again(open(before.get(), use), digest, answer);
        }
        T made = work.get();
        answers.keep(use, seals.seal(Recipient.store(), purpose(use), digest + write(made)));
        return made;
    }

    private <T> T again(String kept, String digest, Class<T> answer) {
        if (!kept.startsWith(digest)) {
            throw ProblemException.of(
                    Problem.IDEMPOTENCY_KEY_REUSED,
                    HEADER,
                    "The key was sent with another request. Use a new key for a new one.");
        }
        try {
            return json.readValue(kept.substring(DIGEST_LENGTH), answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept answer cannot be read", e);
        }
    }

    private String open(Sealed kept, KeptAnswerStore.Use use) {
        try {
            return seals.open(kept, purpose(use), String.class);
        } catch (UnsealException e) {
            throw new IllegalStateException("a kept answer cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Purpose purpose(KeptAnswerStore.Use use) {
        return Purpose.stored(
                "idempotency-key", use.caller() + " " + use.operation() + " " + use.key());
    }

    private String write(Object value) {
        try {
            return canonical.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass().getSimpleName() + " has no JSON", e);
        }
    }
}
