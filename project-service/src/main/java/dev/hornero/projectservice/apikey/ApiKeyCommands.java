// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import dev.hornero.events.Topic;
import dev.hornero.events.apikey.Role;
import dev.hornero.http.apikey.ApiKeyDigest;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Issues and revokes API keys. */
@ApplicationScoped
class ApiKeyCommands {
    static final String BOOTSTRAP = "bootstrap";

    private static final Logger LOG = Logger.getLogger(ApiKeyCommands.class);
    private static final String PREFIX = "hornero_";
    private static final int KEY_BYTES = 32;

    private final ApiKeyStore keys;
    private final Outbox outbox;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeyCommands(ApiKeyStore keys, Outbox outbox, Clock clock) {
        this.keys = keys;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A new key; {@code secret} is answered once and stored nowhere. */
    record Issued(ApiKey key, String secret) {
        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    @Transactional
    Issued issue(ApiKeyForm form) {
        if (form.expiresAt().filter(end -> !end.isAfter(clock.instant())).isPresent()) {
            throw ProblemException.invalid("expiresAt", "Use a time in the future.");
        }
        if (keys.byName(form.name()).isPresent()) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "name",
                    "There is an API key " + form.name() + " already. Choose another name.");
        }
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        ApiKey key =
                new ApiKey(
                        UUID.randomUUID().toString(),
                        form.name(),
                        ApiKeyDigest.of(secret),
                        form.role(),
                        form.expiresAt());
        put(key);
        return new Issued(key, secret);
    }

    @Transactional
    void revoke(String id) {
        if (keys.find(id).isEmpty()) {
            throw ProblemException.notFound("There is no API key " + id + ".");
        }
        if (id.equals(BOOTSTRAP)) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "The first admin's key is HORNERO_BOOTSTRAP_KEY: change it there.");
        }
        keys.remove(id);
        outbox.tombstone(Topic.API_KEYS, id);
        LOG.infof("API key revoked keyId=%s", id);
    }

    /** The first admin's key is there, and known to the other services. */
    @Transactional
    void ensureBootstrap(String secret) {
        put(
                new ApiKey(
                        BOOTSTRAP,
                        BOOTSTRAP,
                        ApiKeyDigest.of(secret),
                        Role.ADMIN,
                        Optional.empty()));
    }

    private void put(ApiKey key) {
        keys.put(key);
        outbox.append(key.issued(), Optional.empty());
        LOG.infof("API key issued keyId=%s role=%s", key.id(), key.role());
    }
}
