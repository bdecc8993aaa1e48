// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.visitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.eclipse.microprofile.rest.client.ext.ClientHeadersFactory;

/** Asks the services in the visitor's name. */
@ApplicationScoped
public class VisitorHeaders implements ClientHeadersFactory {
    private final Visitor visitor;

    VisitorHeaders(Visitor visitor) {
        this.visitor = visitor;
    }

    @Override
    public MultivaluedMap<String, String> update(
            MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
        MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
        visitor.key().ifPresent(key -> headers.add(HttpHeaders.AUTHORIZATION, "Bearer " + key));
        return headers;
    }
}
