// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import dev.hornero.messaging.seal.SealKeys;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.projectservice.argvalue.ArgScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArgVaultTest {
    private static final ArgScope PROJECT = ArgScope.ofProject("shop");
    private static final ArgScope PROJECT_ENV =
            ArgScope.ofProjectEnv(new ProjectEnvId(new UUID(1, 1)));
    private static final ArgScope BUILD = ArgScope.ofBuild(new BuildId(new UUID(2, 1)));

    private final InMemoryStoredArgs stored = new InMemoryStoredArgs();
    private final ArgVault vault = vault(OneProjectEnv.KEYS);

    private ArgVault vault(String keys) {
        return new ArgVault(stored, new Seals(SealKeys.parse(keys)));
    }

    private void put(ArgScope scope, String... namesAndValues) {
        Map<String, ArgChange> changes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changes.put(
                    namesAndValues[i], new ArgChange.Put(namesAndValues[i + 1], Optional.empty()));
        }
        vault.change(scope, changes);
    }

    private Map<String, ArgValue> opened() {
        SealedArgs args = vault.load(BUILD).over(vault.load(PROJECT_ENV, PROJECT));
        return vault.open(args, args.names());
    }

    private static ArgValue plain(String value) {
        return new ArgValue(value, false);
    }

    @Test
    void theNarrowestScopeWins() {
        put(PROJECT, "A", "project", "B", "project", "C", "project");
        put(PROJECT_ENV, "A", "env", "B", "env");
        put(BUILD, "A", "build");

        assertThat(opened())
                .isEqualTo(Map.of("A", plain("build"), "B", plain("env"), "C", plain("project")));
    }

    @Test
    void anEmptyValueOfANarrowScopeIsNotFilledFromAWiderOne() {
        put(PROJECT, "BASE", "alpine");
        put(BUILD, "BASE", "");

        assertThat(opened()).isEqualTo(Map.of("BASE", plain("")));
    }

    @Test
    void aValueThatWasSecretStaysSecret() {
        vault.change(PROJECT_ENV, Map.of("LICENCE", new ArgChange.Put("1", Optional.of(true))));

        put(PROJECT_ENV, "LICENCE", "2");

        assertThat(opened()).isEqualTo(Map.of("LICENCE", new ArgValue("2", true)));
    }

    @Test
    void aRemovedValueUncoversTheWiderOne() {
        put(PROJECT, "A", "project");
        put(PROJECT_ENV, "A", "env");

        vault.change(PROJECT_ENV, Map.of("A", new ArgChange.Remove()));

        assertThat(opened()).isEqualTo(Map.of("A", plain("project")));
    }

    @Test
    void aValueThatAnotherKeySealedIsUnreadable() {
        put(PROJECT_ENV, "A", "env");
        ArgVault other = vault("store=" + "b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXItMzI");

        assertThatThrownBy(() -> other.open(other.load(PROJECT_ENV), Set.of("A")))
                .isInstanceOf(UnreadableArgException.class)
                .hasMessageContaining("The value of A that is kept for the ProjectEnv");
    }
}
