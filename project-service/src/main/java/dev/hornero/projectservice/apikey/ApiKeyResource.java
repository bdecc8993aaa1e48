// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import dev.hornero.http.apikey.Role;
import dev.hornero.http.request.Cursor;
import dev.hornero.http.request.Page;
import dev.hornero.http.request.PageRequest;
import dev.hornero.projectservice.idempotency.RepeatedRequests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /api/v1/api-keys}. */
@Path("/api/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_ROLE)
@RunOnVirtualThread
public class ApiKeyResource {
    private final ApiKeyCommands commands;
    private final ApiKeyStore keys;
    private final RepeatedRequests repeated;

    ApiKeyResource(ApiKeyCommands commands, ApiKeyStore keys, RepeatedRequests repeated) {
        this.commands = commands;
        this.keys = keys;
        this.repeated = repeated;
    }

    /**
     * A key as it may be seen.
     *
     * @param key itself, only in the answer to its issue
     */
    public record View(
            String id,
            String name,
            dev.hornero.events.apikey.Role role,
            Optional<Instant> expiresAt,
            Optional<String> key) {
        static View of(ApiKey key) {
            return new View(key.id(), key.name(), key.role(), key.expiresAt(), Optional.empty());
        }

        @Override
        public String toString() {
            return "View[" + id + "]";
        }
    }

    @POST
    @ResponseStatus(201)
    public View issue(
            @HeaderParam(RepeatedRequests.HEADER) Optional<String> idempotencyKey,
            @NotNull ApiKeyForm form) {
        return repeated.once(idempotencyKey, "api-keys", form, View.class, () -> issue(form));
    }

    private View issue(ApiKeyForm form) {
        ApiKeyCommands.Issued issued = commands.issue(form);
        return new View(
                issued.key().id(),
                issued.key().name(),
                issued.key().role(),
                issued.key().expiresAt(),
                Optional.of(issued.secret()));
    }

    @GET
    @Transactional
    public Page<View> list(
            @QueryParam("limit") Optional<String> limit,
            @QueryParam("cursor") Optional<String> cursor) {
        PageRequest page = PageRequest.of(limit, cursor, 1);
        return Page.of(keys.list(page), page, View::of, key -> Cursor.of(key.name()));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void revoke(@PathParam("id") String id) {
        commands.revoke(id);
    }
}
