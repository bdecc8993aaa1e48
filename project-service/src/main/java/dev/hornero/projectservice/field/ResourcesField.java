// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.field;

import dev.hornero.events.imagebuild.Resources;
import dev.hornero.http.problem.ProblemException;
import java.util.Optional;

/** CPU and memory of the build container. */
public final class ResourcesField {
    private ResourcesField() {}

    /** Checks what Kubernetes would refuse only when the build's Pod is made. */
    public static Resources check(Resources given, String field) {
        checkPair(given.cpuRequest(), given.cpuLimit(), field + ".cpuRequest", field + ".cpuLimit");
        checkPair(
                given.memoryRequest(),
                given.memoryLimit(),
                field + ".memoryRequest",
                field + ".memoryLimit");
        return given;
    }

    private static void checkPair(
            Optional<String> request,
            Optional<String> limit,
            String requestField,
            String limitField) {
        Optional<Quantity> least = request.map(text -> Quantity.read(text, requestField));
        Optional<Quantity> most = limit.map(text -> Quantity.read(text, limitField));
        if (least.isPresent()
                && most.isPresent()
                && least.get().amount().compareTo(most.get().amount()) > 0) {
            throw ProblemException.invalid(requestField, "Request no more than the limit.");
        }
    }
}
