// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream;

import dev.hornero.http.apikey.ApiKeyHolder;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.ServiceLifecycle;
import dev.hornero.statusservice.apikey.IssuedKeys;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The answers that go on for as long as the caller listens. There is a limited number of them, and
 * one is cut off at once when its API key is revoked or expires, and when its caller has taken
 * nothing for a while.
 */
@Singleton
public final class OpenStreams {
    private static final Logger LOG = Logger.getLogger(OpenStreams.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** HTTP/2's code for a stream that is not wanted any more. */
    private static final long CANCEL = 8;

    private final IssuedKeys keys;
    private final SecurityIdentity caller;
    private final Clock clock;
    private final StreamConfig config;
    private final Set<Open> all = ConcurrentHashMap.newKeySet();
    private final ReentrantLock admission = new ReentrantLock();
    private final ServiceLifecycle lifecycle;

    OpenStreams(
            IssuedKeys keys,
            SecurityIdentity caller,
            Clock clock,
            StreamConfig config,
            ServiceLifecycle lifecycle) {
        this.keys = keys;
        this.caller = caller;
        this.clock = clock;
        this.config = config;
        this.lifecycle = lifecycle;
    }

    private static final class Open {
        private final ApiKeyHolder key;
        private final HttpServerRequest request;

        /** When it was given something; in the far future once it asked for more. */
        private volatile Instant sent = Instant.MAX;

        Open(ApiKeyHolder key, HttpServerRequest request) {
            this.key = key;
            this.request = request;
        }
    }

    void start(@Observes StartupEvent event) {
        keys.whenOneEnds(this::cutOff);
        lifecycle.start("open-streams", this::look);
    }

    /** Holds a stream of the present caller; throws a 429 or 503 where there is no room. */
    public <T> Multi<T> hold(HttpServerRequest request, Multi<T> items) {
        if (request.method().equals(HttpMethod.HEAD)) {
            // Never listened to, and so never ended
            return Multi.createFrom().empty();
        }
        Open open = admit(new Open(caller.getAttribute(ApiKeyHolder.ATTRIBUTE), request));
        return items.onRequest()
                .invoke(() -> open.sent = Instant.MAX)
                .onItem()
                .invoke(() -> open.sent = clock.instant())
                // What has begun can only be broken off: the caller sees that there is more
                .onFailure(_ -> request.response().headWritten())
                .recoverWithMulti(failure -> {
                    LOG.warnf("Stream is broken off reason=%s", failure);
                    cut(request);
                    return Multi.createFrom().empty();
                })
                .onTermination()
                .invoke(() -> all.remove(open));
    }

    /** At once, although data may be in flight: the caller may never take it. */
    private static void cut(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2
                && request.connection() instanceof ConnectionBase connection) {
            // From below the server's own handler, which first waits for what was written
            var _ = connection.channelHandlerContext().close();
        } else {
            request.response().reset(CANCEL);
        }
    }

    /** How many are open. */
    public int number() {
        return all.size();
    }

    private Open admit(Open open) {
        admission.lock();
        try {
            if (all.size() >= config.largestNumber()) {
                throw ProblemException.of(
                        Problem.UNAVAILABLE,
                        "There is no room for another stream at the moment. Try again later.");
            }
            if (all.stream().filter(other -> other.key.id().equals(open.key.id())).count()
                    >= config.largestNumberOfAKey()) {
                throw ProblemException.of(
                        Problem.TOO_MANY_REQUESTS,
                        "%d streams are open with this API key. End one, or take another key."
                                .formatted(config.largestNumberOfAKey()));
            }
            all.add(open);
            return open;
        } finally {
            admission.unlock();
        }
    }

    private void look() throws InterruptedException {
        while (!lifecycle.stopsWithin(PAUSE)) {
            try {
                cutOff();
            } catch (RuntimeException e) {
                LOG.error("Open streams are looked at again after a fault", e);
            }
        }
    }

    private void cutOff() {
        Instant now = clock.instant();
        all.stream()
                .filter(open -> !keys.isValid(open.key, now) || isStuck(open, now))
                .forEach(open -> cut(open.request));
    }

    private boolean isStuck(Open open, Instant now) {
        return open.sent.isBefore(now.minus(config.patience()));
    }
}
