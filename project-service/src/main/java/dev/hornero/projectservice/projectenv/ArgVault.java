// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.dockerfile.SecretName;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import dev.hornero.projectservice.argvalue.ArgScope;
import dev.hornero.projectservice.argvalue.StoredArg;
import dev.hornero.projectservice.argvalue.StoredArgs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Seals values before they are stored, and opens them for a build or a reader. */
@ApplicationScoped
class ArgVault {
    private final StoredArgs store;
    private final Seals seals;

    ArgVault(StoredArgs store, Seals seals) {
        this.store = store;
        this.seals = seals;
    }

    /** The values of scopes, the one that wins first. */
    SealedArgs load(ArgScope... scopes) {
        return new SealedArgs(Arrays.stream(scopes).map(this::byName).toList());
    }

    /** Applies changes to a scope. The caller checks with {@link #requireRoom}. */
    void change(ArgScope scope, Map<String, ? extends ArgChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Map<String, StoredArg> present = byName(scope);
        List<StoredArg> given = new ArrayList<>();
        List<String> takenAway = new ArrayList<>();
        changes.forEach((name, change) -> {
            switch (change) {
                case ArgChange.Put value ->
                        given.add(
                                sealed(scope, name, value, Optional.ofNullable(present.get(name))));
                case ArgChange.Remove _ -> takenAway.add(name);
            }
        });
        store.remove(scope, takenAway);
        store.put(scope, given);
    }

    /** A value that was secret stays so unless the caller says otherwise. */
    private StoredArg sealed(
            ArgScope scope, String name, ArgChange.Put given, Optional<StoredArg> before) {
        boolean secret =
                given.secret()
                        .or(() -> before.map(StoredArg::secret))
                        .orElseGet(() -> SecretName.looksSecret(name));
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
     * Checks number and sum of the values that a build with these scopes would be given.
     *
     * @param scopes the one that wins first
     */
    void requireRoom(String field, ArgScope... scopes) {
        Map<String, StoredArg> effective = load(scopes).effective();
        ArgChange.checkCount(effective.size(), field);
        ArgChange.checkSum(effective.values().stream().mapToLong(StoredArg::bytes).sum(), field);
    }

    /**
     * Opens the values that hold for some names.
     *
     * @throws UnreadableArgException if one of them cannot be opened
     */
    SequencedMap<String, ArgValue> open(SealedArgs args, Set<String> names) {
        SequencedMap<String, ArgValue> values = new LinkedHashMap<>();
        names.forEach(name -> args.find(name).ifPresent(found -> values.put(name, open(found))));
        return values;
    }

    ArgValue open(StoredArg stored) {
        try {
            return seals.open(
                    stored.sealed(), atRest(stored.scope(), stored.name()), ArgValue.class);
        } catch (UnsealException e) {
            throw new UnreadableArgException(stored, String.valueOf(e.getMessage()));
        }
    }

    /** Copies the values of one scope to another; throws a 409 if one cannot be opened. */
    void copy(ArgScope from, ArgScope to) {
        Map<String, ArgChange.Put> values = new LinkedHashMap<>();
        try {
            store.of(from)
                    .forEach(stored ->
                            values.put(
                                    stored.name(),
                                    new ArgChange.Put(
                                            open(stored).value(), Optional.of(stored.secret()))));
        } catch (UnreadableArgException e) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    e.getMessage() + " Ask for a new build and give the value with it.");
        }
        change(to, values);
    }

    /** Forgets the values of a scope. */
    void forget(ArgScope scope) {
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
