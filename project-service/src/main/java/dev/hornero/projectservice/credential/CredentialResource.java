// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.http.apikey.Role;
import dev.hornero.http.page.Cursor;
import dev.hornero.http.page.Page;
import dev.hornero.http.page.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /api/v1/git-credentials}. What goes in never comes out. */
@Path("/api/v1/git-credentials")
@RolesAllowed(Role.ADMIN_ROLE)
@RunOnVirtualThread
public class CredentialResource {
    private final CredentialCommands commands;
    private final GitCredentials credentials;

    CredentialResource(CredentialCommands commands, GitCredentials credentials) {
        this.commands = commands;
        this.credentials = credentials;
    }

    /** A credential as it may be seen. */
    public record View(String name, CredentialKind kind) {
        static View of(StoredCredential stored) {
            return new View(stored.name(), stored.kind());
        }
    }

    @POST
    @ResponseStatus(201)
    public View create(@NotNull CredentialForm form) {
        return View.of(commands.create(form.name(), form.kind(), form.toCredential()));
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

    @DELETE
    @Path("{name}")
    @ResponseStatus(204)
    public void delete(String name) {
        commands.delete(name);
    }
}
