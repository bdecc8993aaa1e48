// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.console.FakeServices;
import dev.hornero.console.FakeServicesResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServicesResource.class)
@TestProfile(TrustedProxiesTest.BehindThisMachine.class)
class TrustedProxiesTest {

    /** The tests come from there. */
    public static final class BehindThisMachine implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("HORNERO_TRUSTED_PROXIES", "127.0.0.1");
        }
    }

    FakeServices services;

    @Test
    void aTrustedProxySaysThatTheBrowserUsesTls() {
        services.reset();
        services.on("GET /api/v1/environments", "{\"items\":[]}");

        String cookie =
                given().header("X-Forwarded-Proto", "https")
                        .header("Sec-Fetch-Site", "same-origin")
                        .contentType(ContentType.URLENC)
                        .formParam("key", FakeServices.KEY)
                        .redirects()
                        .follow(false)
                        .post("/sign-in")
                        .getHeader("Set-Cookie");

        assertThat(cookie).startsWith("__Host-hornero-session=").contains("Secure");
    }
}
