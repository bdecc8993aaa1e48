// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.visitor;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Who is signed in here. A browser holds a random id and nothing else; the API key stays in this
 * process' memory, and with it the end of a session is an end for every copy of its id. There is
 * room for a limited number; the one that was used longest ago makes room.
 */
@ApplicationScoped
public class Sessions {
    static final int LARGEST_NUMBER = 10_000;
    static final int LARGEST_NUMBER_OF_A_KEY = 50;

    private static final int ID_BYTES = 32;

    private final SessionConfig config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();

    /** By id, the one used longest ago first. */
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    Sessions(SessionConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    private static final class Session {
        private final String key;
        private final Instant begun;
        private final Set<Runnable> streams = new LinkedHashSet<>();
        private Instant used;

        Session(String key, Instant now) {
            this.key = key;
            this.begun = now;
            this.used = now;
        }
    }

    /** Signs in with an API key, and answers the id that was never used before. */
    public String begin(String key) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        makeRoom(session -> session.key.equals(key), LARGEST_NUMBER_OF_A_KEY);
        if (number() >= LARGEST_NUMBER) {
            makeRoom(_ -> true, LARGEST_NUMBER);
        }
        lock.lock();
        try {
            sessions.put(id, new Session(key, clock.instant()));
        } finally {
            lock.unlock();
        }
        return id;
    }

    /** The API key of a session that has not ended; the visitor asked for something. */
    public Optional<String> use(String id) {
        lock.lock();
        try {
            Optional<Session> found = alive(id);
            found.ifPresent(session -> {
                session.used = clock.instant();
                sessions.remove(id);
                sessions.put(id, session);
            });
            return found.map(session -> session.key);
        } finally {
            lock.unlock();
        }
    }

    /** The API key of a session that has not ended; a page asks by itself, which is no use. */
    public Optional<String> key(String id) {
        lock.lock();
        try {
            return alive(id).map(session -> session.key);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends something together with a session, at once where that has ended.
     *
     * @return what to run when it ended by itself
     */
    public Runnable endWith(String id, Runnable end) {
        lock.lock();
        try {
            Optional<Session> found = alive(id);
            if (found.isPresent()) {
                Set<Runnable> streams = found.get().streams;
                streams.add(end);
                return () -> forget(streams, end);
            }
        } finally {
            lock.unlock();
        }
        end.run();
        return () -> {};
    }

    private void forget(Set<Runnable> streams, Runnable end) {
        lock.lock();
        try {
            streams.remove(end);
        } finally {
            lock.unlock();
        }
    }

    /** Signs out, or finds that the key is not good any more. */
    public void end(String id) {
        Optional<Session> ended;
        lock.lock();
        try {
            ended = Optional.ofNullable(sessions.remove(id));
        } finally {
            lock.unlock();
        }
        ended.ifPresent(session -> run(List.of(session)));
    }

    /** Ends what has come to its limits. */
    public void endOverdue() {
        endWhere(this::isOver);
    }

    int number() {
        lock.lock();
        try {
            return sessions.size();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Session> alive(String id) {
        return Optional.ofNullable(sessions.get(id)).filter(session -> !isOver(session));
    }

    private boolean isOver(Session session) {
        Instant now = clock.instant();
        return !now.isBefore(session.used.plus(config.idle()))
                || !now.isBefore(session.begun.plus(config.limit()));
    }

    private void makeRoom(Predicate<Session> kind, int limit) {
        AtomicLong excess = new AtomicLong();
        lock.lock();
        try {
            excess.set(sessions.values().stream().filter(kind).count() - limit + 1);
        } finally {
            lock.unlock();
        }
        if (excess.get() > 0) {
            endWhere(session -> kind.test(session) && excess.getAndDecrement() > 0);
        }
    }

    private void endWhere(Predicate<Session> kind) {
        List<Session> ended = new ArrayList<>();
        lock.lock();
        try {
            for (Iterator<Session> all = sessions.values().iterator(); all.hasNext(); ) {
                Session session = all.next();
                if (kind.test(session)) {
                    all.remove();
                    ended.add(session);
                }
            }
        } finally {
            lock.unlock();
        }
        run(ended);
    }

    /** Outside of the lock: what ends may ask for it. */
    private void run(List<Session> ended) {
        for (Session session : ended) {
            List<Runnable> streams;
            lock.lock();
            try {
                streams = List.copyOf(session.streams);
            } finally {
                lock.unlock();
            }
            streams.forEach(Runnable::run);
        }
    }
}
