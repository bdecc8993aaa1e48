// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Both services; every call ends in an answer or a {@link ServiceException}. */
@ApplicationScoped
public class Services {
    private static final Logger LOG = Logger.getLogger(Services.class);

    private final ProjectService projectService;
    private final StatusService statusService;

    Services(@RestClient ProjectService projectService, @RestClient StatusService statusService) {
        this.projectService = projectService;
        this.statusService = statusService;
    }

    public <T> T projects(Function<ProjectService, T> call) {
        return answer("project-service", () -> call.apply(projectService));
    }

    public <T> T status(Function<StatusService, T> call) {
        return answer("status-service", () -> call.apply(statusService));
    }

    /** All the pages of a list of project-service. */
    public <T> List<T> allProjects(PageCall<ProjectService, T> call) {
        return all(cursor -> projects(service -> call.page(service, cursor.orElse(null))));
    }

    /** All the pages of a list of status-service. */
    public <T> List<T> allStatus(PageCall<StatusService, T> call) {
        return all(cursor -> status(service -> call.page(service, cursor.orElse(null))));
    }

    private static <T> List<T> all(Function<Optional<String>, Items<T>> page) {
        List<T> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Items<T> items = page.apply(cursor);
            all.addAll(items.items());
            cursor = items.next();
        } while (cursor.isPresent());
        return all;
    }

    private static <T> T answer(String service, Supplier<T> call) {
        try {
            T answer = call.get();
            if (answer == null) {
                throw new ProcessingException("the answer is empty");
            }
            return answer;
        } catch (ProcessingException | WebApplicationException e) {
            // An answer that cannot be read is none
            LOG.warnf("Service does not answer service=%s reason=%s", service, e.getMessage());
            throw new ServiceException.Unavailable(service, e);
        }
    }

    /** Asks for one page of a list. */
    @FunctionalInterface
    public interface PageCall<S, T> {
        Items<T> page(S service, @Nullable String cursor);
    }
}
