// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildBound;
import dev.hornero.events.BuildId;
import dev.hornero.events.Checkout;
import dev.hornero.events.Code;
import dev.hornero.events.Commit;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.Sealed;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCause;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.events.scan.ArgEvidence;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.messaging.seal.SealKeys;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.projectservice.argvalue.ArgScope;
import dev.hornero.projectservice.credential.CredentialKind;
import dev.hornero.projectservice.credential.CredentialSeals;
import dev.hornero.projectservice.credential.StoredCredential;
import dev.hornero.projectservice.environment.Environment;
import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.BuildFailure;
import dev.hornero.projectservice.projectenv.model.BuildInput;
import dev.hornero.projectservice.projectenv.model.BuildOrigin;
import dev.hornero.projectservice.projectenv.model.BuildState;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import dev.hornero.projectservice.projectenv.model.ScanResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A ProjectEnv and its builds in memory, moved on by the real {@link BuildProgress}. */
final class OneProjectEnv {
    /** Characters of sealed values; more than two short values take. */
    static final int LARGEST_VALUES = 2_000;

    static final String KEYS =
            "store=c3RvcmUtc3RvcmUtc3RvcmUtc3RvcmUtc3RvcmUtMzI,"
                    + "cluster:local=Y2x1c3Rlci1jbHVzdGVyLWNsdXN0ZXItY2x1c3RlcjM";

    private static final ProjectEnvId ID = new ProjectEnvId(new UUID(1, 1));
    private static final String CREDENTIAL = "elsewhere";

    private final InMemoryBuilds builds = new InMemoryBuilds();
    private final InMemoryProjectEnvs projectEnvs = new InMemoryProjectEnvs();
    private final InMemoryOutbox outbox = new InMemoryOutbox(LARGEST_VALUES);
    private final InMemoryStoredArgs storedArgs = new InMemoryStoredArgs();
    private final ArgVault vault;
    private final BuildProgress progress;

    OneProjectEnv() {
        this(KEYS);
    }

    OneProjectEnv(String keys) {
        Seals seals = new Seals(SealKeys.parse(keys));
        InMemoryEnvironments environments = new InMemoryEnvironments();
        environments.add(new Environment("prod", "local", "builds", Optional.empty()));
        InMemoryGitCredentials credentials = new InMemoryGitCredentials();
        credentials.add(
                new StoredCredential(
                        CREDENTIAL,
                        CredentialKind.TOKEN,
                        Optional.of(GitAddress.ofScope("https://other.example.com")),
                        new Sealed("sealed")));
        vault = new ArgVault(storedArgs, seals);
        progress =
                new BuildProgress(
                        builds,
                        projectEnvs,
                        new ProjectEnvDeletion(projectEnvs, environments, vault, outbox),
                        vault,
                        new BuildEvents(
                                environments, new CredentialSeals(credentials, seals), seals),
                        outbox);
        projectEnvs.add(
                new ProjectEnv(
                        ID,
                        "shop",
                        "prod",
                        ProjectEnvForm.of("shop", "prod", Optional.empty(), Optional.empty())
                                .toSettings(),
                        "prod-shop",
                        ProjectEnv.Life.ALIVE));
    }

    /** Asks for a build; its number is its place in the order. */
    BuildId request() {
        return request(Optional.empty());
    }

    /** As {@link #request()}, with a git credential that is for another host. */
    BuildId requestWithCredentialOfAnotherHost() {
        return request(Optional.of(CREDENTIAL));
    }

    private BuildId request(Optional<String> gitCredential) {
        int number = projectEnvs.nextNumber(ID);
        BuildId id = new BuildId(new UUID(2, number));
        builds.add(
                new Build(
                        id,
                        ID,
                        number,
                        new BuildInput(
                                "https://git.example.com/shop.git",
                                "Dockerfile",
                                ".",
                                Optional.empty(),
                                gitCredential,
                                Checkout.DEFAULT,
                                "prod",
                                Optional.empty(),
                                "latest",
                                true),
                        new BuildOrigin(
                                BuildCause.REQUESTED,
                                Optional.of("ada"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        new BuildState.AwaitingScan()));
        return id;
    }

    /** The scan answers that the build needs a value for each name. */
    void scanned(BuildId build, String... required) {
        ScanResult scan =
                new ScanResult(
                        new Commit("1".repeat(40), "Ada", Instant.EPOCH, "Bake"),
                        List.of(required).stream().map(OneProjectEnv::required).toList(),
                        List.of(),
                        Optional.empty());
        progress.change(projectEnv(), build(build), state -> state.scanned(scan));
    }

    private static BuildArgument required(String name) {
        return new BuildArgument(
                name,
                Code.of(ArgRequirement.REQUIRED),
                Optional.of(Code.of(ArgEvidence.EXPLICIT)),
                true,
                Optional.empty(),
                Optional.empty(),
                List.of(1),
                List.of(0),
                Optional.empty());
    }

    void scanFailed(BuildId build) {
        progress.change(projectEnv(), build(build), BuildState::scanFailed);
    }

    void ended(BuildId build, BuildEnd end) {
        progress.change(projectEnv(), build(build), state -> state.ended(end));
    }

    void cancel(BuildId build) {
        progress.cancel(projectEnv(), build(build), "ada");
    }

    void fail(BuildId build) {
        progress.fail(projectEnv(), build(build), BuildFailure.unusable("It is spoilt."));
    }

    void giveUp(BuildId build) {
        progress.giveUp(projectEnv(), build(build), BuildFailure.givenUp("ArgsRequired", "bad"));
    }

    /** The row of a build cannot be read from now on. */
    void spoil(BuildId build) {
        builds.spoil(build);
    }

    void setValue(String name, String value) {
        changeValues(
                ArgScope.ofProjectEnv(ID),
                Map.of(name, new ArgChange.Put(value, Optional.empty())));
    }

    void setOwnValue(BuildId build, String name, String value) {
        changeValues(
                ArgScope.ofBuild(build), Map.of(name, new ArgChange.Put(value, Optional.empty())));
    }

    void removeValue(String name) {
        changeValues(ArgScope.ofProjectEnv(ID), Map.of(name, new ArgChange.Remove()));
    }

    private void changeValues(ArgScope scope, Map<String, ArgChange> changes) {
        vault.change(scope, changes);
        progress.valuesChanged(ID);
    }

    /** It is deleted as soon as its builds have ended. */
    void delete() {
        projectEnvs.enter(ID, ProjectEnv.Life.ENDING);
    }

    ProjectEnv projectEnv() {
        return projectEnvs.lock(ID).orElseThrow();
    }

    Build build(BuildId id) {
        return builds.find(id).orElseThrow();
    }

    List<Build> unended() {
        return builds.unended(ID);
    }

    boolean hasOwnValues(BuildId build) {
        return !storedArgs.of(ArgScope.ofBuild(build)).isEmpty();
    }

    boolean hasValue(String name) {
        return storedArgs.of(ArgScope.ofProjectEnv(ID)).stream()
                .anyMatch(stored -> stored.name().equals(name));
    }

    InMemoryOutbox outbox() {
        return outbox;
    }

    /** The builds of the ArgsResolved events, in the order of the events. */
    List<BuildId> resolved() {
        return outbox.published(ArgsResolved.class).map(event -> event.build().id()).toList();
    }

    /** The builds of events of a type, in the order of the events. */
    <E extends BuildBound> List<BuildId> published(Class<E> type) {
        return outbox.published(BuildBound.class)
                .filter(type::isInstance)
                .map(event -> event.build().id())
                .toList();
    }
}
