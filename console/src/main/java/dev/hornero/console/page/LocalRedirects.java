// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.page;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Pages lead to pages of this console only, so without a scheme and a host: what a request says of
 * these leads nowhere, and behind a proxy that ends TLS both may be others than they seem.
 */
class LocalRedirects {

    @ServerResponseFilter
    public void filter(ContainerResponseContext response) {
        Object location = response.getHeaders().getFirst(HttpHeaders.LOCATION);
        if (location != null) {
            URI address = URI.create(location.toString());
            String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
            response.getHeaders().putSingle(HttpHeaders.LOCATION, address.getRawPath() + query);
        }
    }
}
