// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.deadletter;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.http.request.Page;
import dev.hornero.http.request.PageRequest;
import dev.hornero.projectservice.caller.CurrentCaller;
import dev.hornero.projectservice.idempotency.RepeatedRequests;
import dev.hornero.projectservice.projectenv.BuildCommands;
import dev.hornero.projectservice.projectenv.BuildView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /api/v1/dead-letters}. */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_ROLE)
@RunOnVirtualThread
public class DeadLetterResource {
    private static final Logger LOG = Logger.getLogger(DeadLetterResource.class);

    private final KafkaDeadLetterTopics topics;
    private final ReplayStore replays;
    private final BuildCommands builds;
    private final CurrentCaller caller;
    private final RepeatedRequests repeated;

    DeadLetterResource(
            KafkaDeadLetterTopics topics,
            ReplayStore replays,
            BuildCommands builds,
            CurrentCaller caller,
            RepeatedRequests repeated) {
        this.topics = topics;
        this.replays = replays;
        this.builds = builds;
        this.caller = caller;
        this.repeated = repeated;
    }

    /**
     * A dead letter as it is shown.
     *
     * @param build that a replay started in place of one that was given up
     */
    public record View(
            String id,
            String topic,
            Optional<String> group,
            Optional<String> reason,
            Optional<String> time,
            Optional<String> key,
            Optional<String> type,
            Optional<Instant> replayedAt,
            Optional<BuildView> build) {
        static View of(DeadLetter letter, Optional<Instant> replayedAt, Optional<BuildView> build) {
            return new View(
                    letter.id(),
                    letter.topic(),
                    letter.group(),
                    letter.reason(),
                    letter.time(),
                    letter.key(),
                    letter.type(),
                    replayedAt,
                    build.map(BuildView::withoutPhase));
        }
    }

    /** The newest first; what the limit leaves out is older. */
    @GET
    @Transactional
    public Page<View> list(@QueryParam("limit") Optional<String> limit) {
        int most = PageRequest.of(limit, Optional.empty(), 1).limit();
        List<DeadLetter> letters =
                topics.newest(most).stream()
                        .sorted(
                                Comparator.comparing(
                                                (DeadLetter letter) -> letter.time().orElse(""))
                                        .reversed())
                        .limit(most)
                        .toList();
        Map<String, Instant> replayed = replays.of(letters.stream().map(DeadLetter::id).toList());
        return Page.whole(
                letters.stream()
                        .map(letter ->
                                View.of(
                                        letter,
                                        Optional.ofNullable(replayed.get(letter.id())),
                                        Optional.empty()))
                        .toList());
    }

    /**
     * Once only: a record that is given up on again is another dead letter. Where the build ended
     * with the record, the answer names the build that is started in its place.
     */
    @POST
    @Path("{id}/replay")
    @ResponseStatus(202)
    @Transactional
    public View replay(
            @PathParam("id") String id,
            @HeaderParam(RepeatedRequests.HEADER) Optional<String> idempotencyKey) {
        DeadLetter letter =
                topics.find(id)
                        .orElseThrow(() ->
                                ProblemException.notFound("There is no dead letter with this id."));
        Optional<ProjectEnvId> owner = letter.build().flatMap(builds::awaitTurnOf);
        return repeated.once(
                idempotencyKey,
                "dead-letters/" + id + "/replay",
                "",
                View.class,
                () -> replay(letter, owner));
    }

    private View replay(DeadLetter letter, Optional<ProjectEnvId> owner) {
        String id = letter.id();
        Optional<BuildView> again =
                owner.flatMap(projectEnv ->
                        letter.build()
                                .flatMap(build ->
                                        builds.startAgain(projectEnv, build, caller.get())));
        if (!replays.remember(id, caller.get().name())) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "It was put back already. If it failed again there is a newer dead letter.");
        }
        if (again.isEmpty()) {
            topics.putBack(letter);
        }
        LOG.infof("Dead letter replayed deadLetterId=%s by=%s", id, caller.get().name());
        return View.of(letter, Optional.ofNullable(replays.of(List.of(id)).get(id)), again);
    }
}
