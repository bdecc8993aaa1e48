// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Turns a service's problem document into the exception that says it. */
public class ProblemMapper implements ResponseExceptionMapper<ServiceException> {

    @Override
    public ServiceException toThrowable(Response response) {
        int status = response.getStatus();
        if (status >= 500) {
            return new ServiceException.Unavailable("The service", null);
        }
        Problem problem = problem(response);
        String sentence = problem.sentence(status);
        return switch (status) {
            case 401 -> new ServiceException.NotSignedIn();
            case 404 -> new ServiceException.NotFound(sentence);
            default -> new ServiceException.Refused(status, problem.field().orElse(""), sentence);
        };
    }

    private static Problem problem(Response response) {
        String type = String.valueOf(response.getMediaType());
        if (!type.contains("json")) {
            return Problem.unknown();
        }
        try {
            return response.readEntity(Problem.class);
        } catch (ProcessingException | IllegalStateException e) {
            // A proxy's own page that calls itself JSON: the status has to do
            return Problem.unknown();
        }
    }
}
