// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that the resource does not know, and those that are given twice. */
@Singleton
final class KnownParameters {
    private final Map<Method, SortedSet<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(ResourceInfo resource, UriInfo address) {
        if (address.getQueryParameters().isEmpty()) {
            return;
        }
        SortedSet<String> names =
                known.computeIfAbsent(resource.getResourceMethod(), KnownParameters::of);
        address.getQueryParameters()
                .forEach((name, values) -> {
                    if (!names.contains(name)) {
                        throw ProblemException.of(
                                Problem.BAD_REQUEST,
                                name,
                                "There is no such parameter. " + list(names));
                    }
                    if (values.size() > 1) {
                        throw ProblemException.of(
                                Problem.BAD_REQUEST, name, "Give the parameter once.");
                    }
                });
    }

    private static String list(SortedSet<String> names) {
        return names.isEmpty()
                ? "This address takes none."
                : "Known are: " + String.join(", ", names) + ".";
    }

    private static SortedSet<String> of(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(KnownParameters::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> name(Parameter parameter) {
        QueryParam standard = parameter.getAnnotation(QueryParam.class);
        if (standard != null) {
            return Stream.of(standard.value());
        }
        RestQuery own = parameter.getAnnotation(RestQuery.class);
        if (own != null) {
            return Stream.of(own.value().isEmpty() ? parameter.getName() : own.value());
        }
        return Stream.empty();
    }
}
