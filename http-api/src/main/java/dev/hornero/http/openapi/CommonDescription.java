// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.openapi;

import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityRequirement;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityScheme;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemDocument;
import dev.hornero.http.request.PageRequest;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds the API key, the problems, and the parameters and headers that every address has alike, to
 * what a service's {@code META-INF/openapi.yaml} says.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class CommonDescription implements OASFilter {
    private static final String SECURITY = "apiKey";
    private static final String JSON = "application/json";
    private static final String IF_MATCH = "IfMatch";
    private static final String IF_NONE_MATCH = "IfNoneMatch";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Components components =
                api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        api.setComponents(components);
        components.addSecurityScheme(
                SECURITY,
                createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API key; its role decides what it may do."));
        api.setSecurity(List.of(createSecurityRequirement().addScheme(SECURITY)));
        components.addSchema("Problem", problem());
        components.addSchema("PageCursor", text("The cursor of the next page; absent on the last"));
        parameters().forEach(components::addParameter);
        Arrays.stream(Problem.values())
                .map(Problem::status)
                .distinct()
                .forEach(status ->
                        components.addResponse("Problem" + status, problemResponse(status)));
        if (api.getPaths() != null && api.getPaths().getPathItems() != null) {
            api.getPaths().getPathItems().forEach(CommonDescription::complete);
        }
    }

    private static Schema text(String description) {
        return createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static Schema problem() {
        return createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("What is wrong and what to do about it, as in RFC 9457")
                .required(List.of("type", "title", "status", "detail"))
                .additionalPropertiesSchema(createSchema().booleanSchema(false))
                .addProperty("type", text("Identifies the kind of problem").format("uri"))
                .addProperty("title", text("The same for every problem of this kind"))
                .addProperty("status", createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("What is wrong this time"))
                .addProperty("field", text("The field, parameter or header that is wrong"));
    }

    private static Map<String, Parameter> parameters() {
        return Map.of(
                "Name",
                path("name", "The name"),
                "Id",
                path("id", "The id"),
                "Limit",
                query("limit", "How many items at most")
                        .schema(
                                createSchema()
                                        .addType(Schema.SchemaType.INTEGER)
                                        .minimum(BigDecimal.ONE)
                                        .maximum(BigDecimal.valueOf(PageRequest.LARGEST_LIMIT))
                                        .defaultValue(PageRequest.DEFAULT_LIMIT)),
                "Cursor",
                query("cursor", "The \"next\" of the page before")
                        .schema(createSchema().addType(Schema.SchemaType.STRING)),
                "IdempotencyKey",
                header(
                                "Idempotency-Key",
                                "Sent again with the same body within 7 days it is answered"
                                        + " as before, and nothing new is made")
                        .schema(
                                createSchema()
                                        .addType(Schema.SchemaType.STRING)
                                        .pattern("^[!-~]{1,255}$")),
                IF_MATCH,
                header("If-Match", "The ETag of what was read; 412 if it has changed since")
                        .schema(createSchema().addType(Schema.SchemaType.STRING)),
                IF_NONE_MATCH,
                header("If-None-Match", "The ETag of what is known; 304 if it is the same")
                        .schema(createSchema().addType(Schema.SchemaType.STRING)));
    }

    private static Parameter path(String name, String description) {
        return createParameter()
                .name(name)
                .in(Parameter.In.PATH)
                .required(true)
                .description(description)
                .schema(createSchema().addType(Schema.SchemaType.STRING).minLength(1));
    }

    private static Parameter query(String name, String description) {
        return createParameter().name(name).in(Parameter.In.QUERY).description(description);
    }

    private static Parameter header(String name, String description) {
        return createParameter().name(name).in(Parameter.In.HEADER).description(description);
    }

    private static Header textHeader(String description) {
        return createHeader()
                .description(description)
                .schema(createSchema().addType(Schema.SchemaType.STRING));
    }

    private static APIResponse problemResponse(int status) {
        APIResponse response =
                OASFactory.createAPIResponse()
                        .description(
                                Arrays.stream(Problem.values())
                                        .filter(problem -> problem.status() == status)
                                        .map(Problem::title)
                                        .collect(Collectors.joining("; ")))
                        .content(
                                createContent()
                                        .addMediaType(
                                                ProblemDocument.MEDIA_TYPE,
                                                createMediaType()
                                                        .schema(
                                                                createSchema()
                                                                        .ref(
                                                                                "#/components/schemas/Problem"))));
        switch (status) {
            case 401 -> response.addHeader("WWW-Authenticate", textHeader("Bearer"));
            case 429, 503 -> response.addHeader("Retry-After", textHeader("Seconds"));
            default -> {}
        }
        return response;
    }

    private static void complete(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> complete(path, method, operation));
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        List.of(400, 401, 403, 406, 414, 422, 431, 500, 503)
                .forEach(status -> addProblem(operation, status));
        if (path.contains("{")) {
            addProblem(operation, 404);
        }
        if (method != PathItem.HttpMethod.GET) {
            List.of(408, 409, 413).forEach(status -> addProblem(operation, status));
        }
        if (operation.getRequestBody() != null) {
            addProblem(operation, 415);
        }
        if (names(operation, IF_MATCH)) {
            addProblem(operation, 412);
        }
        APIResponse shown = operation.getResponses().getAPIResponse("200");
        if (shown != null
                && shown.getContent() != null
                && shown.getContent().hasMediaType(JSON)
                && method != PathItem.HttpMethod.POST) {
            if (shown.getContent().getMediaTypes().size() == 1) {
                shown.addHeader("ETag", textHeader("The tag of what is shown"));
            }
            if (method == PathItem.HttpMethod.GET) {
                operation.addParameter(
                        createParameter().ref("#/components/parameters/" + IF_NONE_MATCH));
                operation
                        .getResponses()
                        .addAPIResponse(
                                "304",
                                OASFactory.createAPIResponse()
                                        .description("The caller has it already")
                                        .addHeader("ETag", textHeader("The tag of what is known")));
            }
        }
    }

    private static boolean names(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(one ->
                                one.getRef() != null && one.getRef().endsWith("/" + parameter));
    }

    private static void addProblem(Operation operation, int status) {
        operation
                .getResponses()
                .addAPIResponse(
                        Integer.toString(status),
                        OASFactory.createAPIResponse()
                                .ref("#/components/responses/Problem" + status));
    }
}
