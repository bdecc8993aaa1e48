// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.imagebuild;

import dev.hornero.console.service.AcceptedBuild;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;

/** Where a build's page is. */
public final class BuildAddress {
    private BuildAddress() {}

    /** Of a build that was just accepted: with its name, since status-service may not know it. */
    public static URI of(AcceptedBuild build, String projectEnv) {
        return UriBuilder.fromPath("/builds/{id}")
                .queryParam("projectEnv", "{projectEnv}")
                .queryParam("number", "{number}")
                .build(build.id(), projectEnv, build.number());
    }
}
