// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.request.Cursor;
import dev.hornero.http.request.EntityTags;
import dev.hornero.http.request.Page;
import dev.hornero.http.request.PageRequest;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.projectservice.idempotency.RepeatedRequests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /api/v1/git-credentials}. What goes in never comes out. */
@Path("/api/v1/git-credentials")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_ROLE)
@RunOnVirtualThread
public class CredentialResource {
    private final CredentialCommands commands;
    private final GitCredentials credentials;
    private final SshKeys keys;
    private final RepeatedRequests repeated;
    private final EntityTags tags;

    CredentialResource(
            CredentialCommands commands,
            GitCredentials credentials,
            SshKeys keys,
            RepeatedRequests repeated,
            EntityTags tags) {
        this.commands = commands;
        this.credentials = credentials;
        this.keys = keys;
        this.repeated = repeated;
        this.tags = tags;
    }

    /** A credential as it may be seen. */
    public record View(String name, CredentialKind kind, Optional<String> url) {
        static View of(StoredCredential stored) {
            return new View(stored.name(), stored.kind(), stored.scope().map(GitAddress::toString));
        }
    }

    @POST
    @ResponseStatus(201)
    public View create(
            @HeaderParam(RepeatedRequests.HEADER) Optional<String> idempotencyKey,
            @NotNull CredentialForm form) {
        GitCredential credential = form.toCredential();
        if (credential instanceof GitCredential.SshKey key) {
            // Before there is a transaction: a passphrase takes its time.
            keys.requireUsable(key);
        }
        return repeated.once(
                idempotencyKey,
                "git-credentials",
                form,
                View.class,
                () -> View.of(commands.create(form.name(), form.kind(), form.scope(), credential)));
    }

    @GET
    @RolesAllowed(Role.EDITOR_ROLE)
    @Transactional
    public Page<View> list(
            @QueryParam("limit") Optional<String> limit,
            @QueryParam("cursor") Optional<String> cursor) {
        PageRequest page = PageRequest.of(limit, cursor, 1);
        return Page.of(credentials.list(page), page, View::of, stored -> Cursor.of(stored.name()));
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Role.EDITOR_ROLE)
    @Transactional
    public View get(@PathParam("name") String name) {
        return credentials
                .find(name)
                .map(View::of)
                .orElseThrow(() -> CredentialCommands.unknown(name));
    }

    /** Changes {@code url}; the secret itself is replaced by deleting and making it anew. */
    @PATCH
    @Path("{name}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Transactional
    public View patch(
            @PathParam("name") String name,
            @HeaderParam(EntityTags.IF_MATCH) Optional<String> ifMatch,
            @NotNull JsonNode patch) {
        tags.require(ifMatch, () -> lock(name));
        return View.of(commands.patch(name, patch));
    }

    @DELETE
    @Path("{name}")
    @ResponseStatus(204)
    @Transactional
    public void delete(
            @PathParam("name") String name,
            @HeaderParam(EntityTags.IF_MATCH) Optional<String> ifMatch) {
        tags.require(ifMatch, () -> lock(name));
        commands.delete(name);
    }

    private View lock(String name) {
        return credentials
                .lock(name)
                .map(View::of)
                .orElseThrow(() -> CredentialCommands.unknown(name));
    }
}
