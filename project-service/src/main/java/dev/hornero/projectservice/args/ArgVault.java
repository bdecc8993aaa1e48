// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.args;

import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Seals values on their way in and opens them for those who may have them. */
@ApplicationScoped
public class ArgVault {
    /** All values of a build together; with room for the envelope they fit into one record. */
    static final int LARGEST_SUM = 512 * 1024;

    private final ArgStore store;
    private final Seals seals;

    ArgVault(ArgStore store, Seals seals) {
        this.store = store;
        this.seals = seals;
    }

    /** Applies changes to a scope. The caller checks with {@link #requireRoom}. */
    public void change(ArgScope scope, Map<String, ? extends ArgChange> changes) {
        Map<String, StoredArg> present = byName(scope);
        changes.forEach((name, change) -> {
            switch (change) {
                case ArgChange.Give given ->
                        store.put(
                                sealed(scope, name, given, Optional.ofNullable(present.get(name))));
                case ArgChange.TakeAway _ -> store.remove(scope, name);
            }
        });
    }

    /** A value that was secret stays so unless the caller says otherwise. */
    private StoredArg sealed(
            ArgScope scope, String name, ArgChange.Give given, Optional<StoredArg> before) {
        boolean secret =
                given.secret()
                        .or(() -> before.map(StoredArg::secret))
                        .orElseGet(() -> SecretLookingName.test(name));
        return new StoredArg(
                scope,
                name,
                seals.seal(
                        Recipient.store(),
                        atRest(scope, name),
                        new ArgValue(given.value(), secret)),
                secret,
                given.bytes());
    }

    /**
     * Checks the sum of the values that a build with these scopes would be given.
     *
     * @param scopes the one that wins first
     */
    public void requireRoom(String field, ArgScope... scopes) {
        Map<String, Integer> bytes = new HashMap<>();
        for (ArgScope scope : Arrays.asList(scopes).reversed()) {
            store.of(scope).forEach(value -> bytes.put(value.name(), value.bytes()));
        }
        long sum = bytes.values().stream().mapToLong(Integer::longValue).sum();
        if (sum > LARGEST_SUM) {
            throw ProblemException.invalid(
                    field,
                    "All values of a build may have %d bytes together, with these they have %d."
                                    .formatted(LARGEST_SUM, sum)
                            + " Take some away, or make them shorter.");
        }
    }

    /** Opens the values of scopes, the one that wins first. */
    public ArgLayers open(ArgScope... scopes) {
        return new ArgLayers(Arrays.stream(scopes).map(this::open).toList());
    }

    private Map<String, ArgValue> open(ArgScope scope) {
        Map<String, ArgValue> values = new LinkedHashMap<>();
        store.of(scope).forEach(stored -> values.put(stored.name(), open(stored)));
        return values;
    }

    ArgValue open(StoredArg stored) {
        try {
            return seals.open(
                    stored.sealed(), atRest(stored.scope(), stored.name()), ArgValue.class);
        } catch (UnsealException e) {
            throw new IllegalStateException(
                    "the value of " + stored.name() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Copies the values of one scope to another. */
    public void copy(ArgScope from, ArgScope to) {
        open(from)
                .forEach((name, value) ->
                        change(
                                to,
                                Map.of(
                                        name,
                                        new ArgChange.Give(
                                                value.value(), Optional.of(value.secret())))));
    }

    /** Forgets the values of a scope. */
    public void forget(ArgScope scope) {
        store.removeAll(scope);
    }

    List<StoredArg> stored(ArgScope scope) {
        return store.of(scope);
    }

    private Map<String, StoredArg> byName(ArgScope scope) {
        Map<String, StoredArg> present = new HashMap<>();
        store.of(scope).forEach(value -> present.put(value.name(), value));
        return present;
    }

    private static Purpose atRest(ArgScope scope, String name) {
        return Purpose.stored("arg", scope.kind() + " " + scope.owner() + " " + name);
    }
}
