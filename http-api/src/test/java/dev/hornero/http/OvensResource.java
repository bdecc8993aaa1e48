// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.http.request.Cursor;
import dev.hornero.http.request.Page;
import dev.hornero.http.request.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** An API as the services have them. */
@Path("/ovens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_ROLE)
public class OvensResource {
    public record Oven(String name, @Min(1) int degrees, Optional<Duration> warmUp) {
        public Oven {
            if (name == null || name.isBlank()) {
                throw ProblemException.invalid("name", "Name the oven.");
            }
            warmUp = warmUp == null ? Optional.empty() : warmUp;
        }
    }

    @GET
    public Page<Integer> list(
            @QueryParam("limit") Optional<String> limit,
            @QueryParam("cursor") Optional<String> cursor) {
        PageRequest wanted = PageRequest.of(limit, cursor, 1);
        int after = wanted.cursor().map(c -> Integer.parseInt(c.parts().getFirst())).orElse(0);
        return Page.of(
                IntStream.rangeClosed(after + 1, 5).boxed().limit(wanted.rows()).toList(),
                wanted,
                n -> n,
                n -> Cursor.of(Integer.toString(n)));
    }

    @GET
    @Path("me")
    @Produces(MediaType.TEXT_PLAIN)
    public String me(@Context SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }

    @POST
    @RolesAllowed(Role.EDITOR_ROLE)
    public Oven create(@Valid @NotNull Oven oven) {
        return oven;
    }

    /** How many names a map has; none without a body. */
    @POST
    @Path("names")
    @Produces(MediaType.TEXT_PLAIN)
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public String names(Map<String, JsonNode> given) {
        return given == null
                ? "none"
                : given.values().stream().map(JsonNode::asText).toList().toString();
    }

    @GET
    @Path("named/{name}")
    @Produces(MediaType.TEXT_PLAIN)
    public String named(@PathParam("name") String name) {
        return name;
    }

    /** An answer that has no JSON: our fault. */
    @GET
    @Path("shapeless")
    public Map<String, Object> shapeless() {
        return Map.of("oven", new Object());
    }

    /** JSON of ours that cannot be read, such as a row. */
    @GET
    @Path("unreadable-row")
    public Oven unreadableRow() throws JsonProcessingException {
        return new ObjectMapper().readValue("{\"degrees\":\"hunter2\"}", Oven.class);
    }

    @GET
    @Path("taken")
    public String taken() {
        throw ProblemException.of(Problem.CONFLICT, "name", "Choose another name.");
    }

    @GET
    @Path("broken")
    @RolesAllowed(Role.ADMIN_ROLE)
    public String broken() {
        throw new IllegalStateException("password=hunter2");
    }
}
