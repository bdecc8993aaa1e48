// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front.vertx;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Lets an address that is no URI come to {@link Door}, which says what is wrong with it. The
 * server's own answer has no body, and is switched off only by a system property that it reads once
 * while it starts; the configuration is made before that. The services have the same from {@code
 * http-api}, which the console does not depend on.
 */
@StaticInitSafe
public final class EveryAddress implements SmallRyeConfigBuilderCustomizer {
    private static final String SWITCH = "vertx.disableURIValidation";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        System.setProperty(SWITCH, "true");
    }
}
