// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.apikey;

import dev.hornero.events.apikey.ApiKeyIssued;
import dev.hornero.http.apikey.ApiKeyDirectory;
import dev.hornero.http.apikey.ApiKeyHolder;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The keys that are valid by what was read so far. */
@Singleton
public final class IssuedKeys implements ApiKeyDirectory {
    private volatile boolean complete;
    private final Map<String, ApiKeyHolder> byId = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Calls a listener after a key may have ended; it must not block. */
    public void whenOneEnds(Runnable listener) {
        listeners.add(listener);
    }

    /** Whether a key that was shown earlier is still good. */
    public boolean isValid(ApiKeyHolder shown, Instant now) {
        return Optional.ofNullable(byId.get(shown.id()))
                .filter(key -> key.sha256().equals(shown.sha256()))
                .filter(key -> key.expiresAt().filter(end -> !now.isBefore(end)).isEmpty())
                .isPresent();
    }

    private void notifyListeners() {
        listeners.forEach(Runnable::run);
    }

    /** A key was issued, or issued anew under its id. With a role unknown here it opens nothing. */
    public void issued(ApiKeyIssued event) {
        event.role()
                .known()
                .map(role ->
                        new ApiKeyHolder(
                                event.id(),
                                event.name(),
                                event.sha256(),
                                role(role),
                                event.expiresAt()))
                .ifPresentOrElse(key -> byId.put(event.id(), key), () -> byId.remove(event.id()));
        notifyListeners();
    }

    /** A key was revoked. */
    public void revoked(String id) {
        byId.remove(id);
        notifyListeners();
    }

    /** Every key was read; whichever is not among these ids is gone. */
    public void complete(Set<String> ids) {
        byId.keySet().retainAll(ids);
        complete = true;
        notifyListeners();
    }

    /** Whether a key that is not known is not valid. */
    public boolean isComplete() {
        return complete;
    }

    @Override
    public Optional<ApiKeyHolder> find(String sha256) {
        Optional<ApiKeyHolder> found =
                byId.values().stream().filter(key -> key.sha256().equals(sha256)).findFirst();
        if (found.isEmpty() && !complete) {
            throw ProblemException.of(
                    Problem.UNAVAILABLE, "The API keys are not known yet. Try again in a moment.");
        }
        return found;
    }

    private static Role role(dev.hornero.events.apikey.Role issued) {
        return switch (issued) {
            case VIEWER -> Role.VIEWER;
            case EDITOR -> Role.EDITOR;
            case ADMIN -> Role.ADMIN;
        };
    }
}
