// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.hornero.events.BuildId;
import dev.hornero.events.Checkout;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.imagebuild.BuildCause;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.events.scan.Evaluation;
import dev.hornero.projectservice.database.RowJson;
import dev.hornero.projectservice.database.UnreadableRowException;
import dev.hornero.projectservice.projectenv.model.ArgResolution;
import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.BuildInput;
import dev.hornero.projectservice.projectenv.model.BuildOrigin;
import dev.hornero.projectservice.projectenv.model.BuildState;
import dev.hornero.projectservice.projectenv.model.ScanResult;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Over the table {@code build}. */
@ApplicationScoped
class PostgresBuilds implements Builds, PanacheRepositoryBase<BuildRow, UUID> {
    private static final Logger LOG = Logger.getLogger(PostgresBuilds.class);
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private final RowJson json;
    private final Clock clock;

    PostgresBuilds(RowJson json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** The column {@code standing}. */
    private enum Column {
        AWAITING_SCAN,
        AWAITING_VALUES,
        RELEASED,
        ENDED
    }

    @Override
    public Optional<Build> find(BuildId id) {
        return findByIdOptional(id.value())
                .map(row -> {
                    // What was read before the ProjectEnv was locked may be old.
                    getEntityManager().refresh(row);
                    return build(row);
                });
    }

    @Override
    public void add(Build build) {
        BuildRow row = new BuildRow();
        row.id = build.id().value();
        row.projectEnv = build.projectEnv().value();
        row.number = build.number();
        row.repository = build.input().repository();
        row.dockerfilePath = build.input().dockerfilePath();
        row.contextPath = build.input().contextPath();
        row.target = build.input().target().orElse(null);
        row.gitCredential = build.input().gitCredential().orElse(null);
        row.submodules = build.input().checkout().submodules();
        row.gitDirectory = build.input().checkout().gitDirectory();
        row.branch = build.input().branch();
        row.pinnedCommit = build.input().commit().orElse(null);
        row.tag = build.input().tag();
        row.cache = build.input().cache();
        row.cause = build.origin().cause().name();
        row.requestedBy = build.origin().requestedBy().orElse(null);
        row.rebuildOf = build.origin().rebuildOf().map(BuildId::value).orElse(null);
        row.causedBy = build.origin().causedBy().orElse(null);
        row.causedBySource = build.origin().causedBySource().orElse(null);
        row.traceparent = build.origin().traceparent().orElse(null);
        row.requestedAt = clock.instant();
        fill(row, build.state());
        persistAndFlush(row);
    }

    @Override
    public void change(BuildId id, BuildState state) {
        fill(findById(id.value()), state);
        flush();
    }

    @Override
    public List<Build> unended(ProjectEnvId projectEnv) {
        return find("projectEnv = ?1 and standing <> 'ENDED' order by number", projectEnv.value())
                .stream()
                .map(this::build)
                .toList();
    }

    @Override
    public Optional<Build> lastScanned(ProjectEnvId projectEnv) {
        return find(
                        "projectEnv = ?1 and finding is not null order by number desc",
                        projectEnv.value())
                .firstResultOptional()
                .map(this::build);
    }

    @Override
    public void giveUp(BuildId id) {
        findById(id.value()).givenUp = true;
        flush();
    }

    @Override
    public boolean takeGivenUp(BuildId id) {
        return update("givenUp = false where id = ?1 and givenUp = true", id.value()) == 1;
    }

    @Override
    public List<BuildId> givenUp(ProjectEnvId projectEnv) {
        return find("projectEnv = ?1 and givenUp = true", projectEnv.value()).stream()
                .map(row -> new BuildId(row.id))
                .toList();
    }

    private void fill(BuildRow row, BuildState state) {
        switch (state) {
            case BuildState.AwaitingScan _ -> row.standing = Column.AWAITING_SCAN.name();
            case BuildState.AwaitingValues(var scan, var asked) -> {
                row.standing = Column.AWAITING_VALUES.name();
                row.finding = json.write(scan);
                row.missing = json.write(asked.map(ArgResolution.Missing::names).orElse(List.of()));
                row.evaluation =
                        asked.flatMap(ArgResolution.Missing::evaluation)
                                .map(json::write)
                                .orElse(null);
            }
            case BuildState.Resolved(var scan, var sequence) -> {
                row.standing = Column.RELEASED.name();
                row.finding = json.write(scan);
                row.missing = null;
                row.evaluation = null;
                row.sequence = sequence;
            }
            case BuildState.Unreadable _ ->
                    throw new IllegalArgumentException("a build is never made unreadable");
            case BuildState.Ended(var end, var scan) -> {
                row.standing = Column.ENDED.name();
                row.finding = scan.map(json::write).orElse(null);
                row.missing = null;
                row.evaluation = null;
                row.sequence = null;
                row.buildEnd = end.name();
                row.endedAt = Optional.ofNullable(row.endedAt).orElseGet(clock::instant);
            }
        }
    }

    private Build build(BuildRow row) {
        return new Build(
                new BuildId(row.id),
                new ProjectEnvId(row.projectEnv),
                row.number,
                new BuildInput(
                        row.repository,
                        row.dockerfilePath,
                        row.contextPath,
                        Optional.ofNullable(row.target),
                        Optional.ofNullable(row.gitCredential),
                        new Checkout(row.submodules, row.gitDirectory),
                        row.branch,
                        Optional.ofNullable(row.pinnedCommit),
                        row.tag,
                        row.cache),
                new BuildOrigin(
                        BuildCause.valueOf(row.cause),
                        Optional.ofNullable(row.requestedBy),
                        Optional.ofNullable(row.rebuildOf).map(BuildId::new),
                        Optional.ofNullable(row.causedBy),
                        Optional.ofNullable(row.causedBySource),
                        Optional.ofNullable(row.traceparent)),
                state(row));
    }

    private BuildState state(BuildRow row) {
        Column column = Column.valueOf(row.standing);
        try {
            return state(column, row);
        } catch (UnreadableRowException e) {
            LOG.errorf(e, "A build's row cannot be read buildId=%s", row.id);
            return column == Column.ENDED
                    ? new BuildState.Ended(end(row), Optional.empty())
                    : new BuildState.Unreadable(column == Column.RELEASED);
        }
    }

    private BuildState state(Column column, BuildRow row) {
        Optional<ScanResult> scan =
                Optional.ofNullable(row.finding).map(text -> json.read(text, ScanResult.class));
        return switch (column) {
            case AWAITING_SCAN -> new BuildState.AwaitingScan();
            case AWAITING_VALUES -> new BuildState.AwaitingValues(scan.orElseThrow(), asked(row));
            case RELEASED ->
                    new BuildState.Resolved(scan.orElseThrow(), requireNonNull(row.sequence));
            case ENDED -> new BuildState.Ended(end(row), scan);
        };
    }

    private Optional<ArgResolution.Missing> asked(BuildRow row) {
        List<String> names = json.read(requireNonNull(row.missing), NAMES);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ArgResolution.Missing(
                                names,
                                Optional.ofNullable(row.evaluation)
                                        .map(text -> json.read(text, Evaluation.class))));
    }

    private static BuildEnd end(BuildRow row) {
        return BuildEnd.valueOf(requireNonNull(row.buildEnd));
    }
}
