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
import dev.hornero.projectservice.projectenv.model.ArgLayers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Seals values on their way in and opens them for those who may have them. */
@ApplicationScoped
public class ArgVault {
    private final StoredArgs store;
    private final Seals seals;

    ArgVault(StoredArgs store, Seals seals) {
        this.store = store;
        this.seals = seals;
    }

    /**
     * Values in scopes, still sealed.
     *
     * @param layers by name; the scope that wins first
     */
    public record Kept(List<Map<String, StoredArg>> layers) {
        public Kept {
            layers = layers.stream().map(Map::copyOf).toList();
        }

        /** With wider scopes behind. */
        public Kept over(Kept wider) {
            return new Kept(Stream.concat(layers.stream(), wider.layers.stream()).toList());
        }

        /** Every name that there is a value for. */
        public Set<String> names() {
            return holding().keySet();
        }

        private Optional<StoredArg> find(String name) {
            return layers.stream()
                    .filter(layer -> layer.containsKey(name))
                    .findFirst()
                    .map(layer -> layer.get(name));
        }

        private Map<String, StoredArg> holding() {
            Map<String, StoredArg> holding = new HashMap<>();
            layers.reversed().forEach(holding::putAll);
            return holding;
        }
    }

    /** The values of scopes, the one that wins first. */
    public Kept kept(ArgScope... scopes) {
        return new Kept(Arrays.stream(scopes).map(this::byName).toList());
    }

    /** Applies changes to a scope. The caller checks with {@link #requireRoom}. */
    public void change(ArgScope scope, Map<String, ? extends ArgChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Map<String, StoredArg> present = byName(scope);
        List<StoredArg> given = new ArrayList<>();
        List<String> takenAway = new ArrayList<>();
        changes.forEach((name, change) -> {
            switch (change) {
                case ArgChange.Give value ->
                        given.add(
                                sealed(scope, name, value, Optional.ofNullable(present.get(name))));
                case ArgChange.TakeAway _ -> takenAway.add(name);
            }
        });
        store.remove(scope, takenAway);
        store.put(scope, given);
    }

    /** A value that was secret stays so unless the caller says otherwise. */
    private StoredArg sealed(
            ArgScope scope, String name, ArgChange.Give given, Optional<StoredArg> before) {
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
    public void requireRoom(String field, ArgScope... scopes) {
        Map<String, StoredArg> holding = kept(scopes).holding();
        ArgChange.checkCount(holding.size(), field);
        ArgChange.checkSum(holding.values().stream().mapToLong(StoredArg::bytes).sum(), field);
    }

    /**
     * Opens the values that hold for some names.
     *
     * @throws UnreadableArgException if one of them cannot be opened
     */
    public ArgLayers open(Kept kept, Set<String> names) {
        Map<String, ArgValue> values = new LinkedHashMap<>();
        names.forEach(name -> kept.find(name).ifPresent(found -> values.put(name, open(found))));
        return new ArgLayers(List.of(values));
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
    public void copy(ArgScope from, ArgScope to) {
        Map<String, ArgChange.Give> values = new LinkedHashMap<>();
        try {
            store.of(from)
                    .forEach(stored ->
                            values.put(
                                    stored.name(),
                                    new ArgChange.Give(
                                            open(stored).value(), Optional.of(stored.secret()))));
        } catch (UnreadableArgException e) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    e.getMessage() + " Ask for a new build and give the value with it.");
        }
        change(to, values);
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
