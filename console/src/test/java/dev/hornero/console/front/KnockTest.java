// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnockTest {
    private static final Set<String> HOSTS = Set.of("Hornero.example.com", "127.0.0.1", "[::1]");

    private static int answer(
            String method, String target, String host, String origin, String site) {
        return new Knock(method, target, given(host), given(origin), given(site))
                .refusal(HOSTS)
                .map(Refusal::status)
                .orElse(200);
    }

    private static Optional<String> given(String header) {
        return Optional.ofNullable(header);
    }

    @ParameterizedTest
    @CsvSource({
        "hornero.example.com, 200",
        "HORNERO.EXAMPLE.COM:8443, 200",
        "127.0.0.1:8080, 200",
        "[::1]:8080, 200",
        "[::1], 200",
        "evil.example.com, 421",
        "hornero.example.com.evil.example.com, 421",
        "hornero.example.com@evil.example.com, 421",
        "127.0.0.1.evil.example.com:8080, 421",
        "127.0.0.1:8080:80, 421",
        "'', 421",
        ", 421"
    })
    void isForAHostThatThisAddressHas(String host, int status) {
        assertThat(answer("GET", "/", host, null, null)).isEqualTo(status);
        assertThat(answer("GET", "/api/v1/projects", host, null, null)).isEqualTo(status);
        assertThat(answer("GET", "/q/health/ready", host, null, null)).isEqualTo(200);
        assertThat(answer("GET", "/static/bundle/app.css", host, null, null)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        // Sec-Fetch-Site says it all
        "same-origin, , 200",
        "none, , 200",
        "same-origin, https://evil.example.com, 200",
        "same-site, http://127.0.0.1:8080, 403",
        "cross-site, http://127.0.0.1:8080, 403",
        "'', http://127.0.0.1:8080, 403",
        "SAME-ORIGIN, , 403",
        // Without it Origin has to name this host
        ", http://127.0.0.1:8080, 200",
        ", https://127.0.0.1:8080, 200",
        ", http://127.0.0.1, 403",
        ", http://127.0.0.1:8081, 403",
        ", https://evil.example.com, 403",
        ", null, 403",
        ", file://, 403",
        ", '', 403",
        // A browser sends one of them with every form
        ", , 403"
    })
    void changesComeFromPagesOfThisAddressOnly(String site, String origin, int status) {
        for (String method : Set.of("POST", "PUT", "PATCH", "DELETE", "BREW")) {
            assertThat(answer(method, "/sign-out", "127.0.0.1:8080", origin, site))
                    .isEqualTo(status);
        }
        assertThat(answer("GET", "/", "127.0.0.1:8080", origin, site)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "hornero.example.com, https://hornero.example.com, 200",
        "hornero.example.com:443, https://hornero.example.com, 200",
        "hornero.example.com, http://hornero.example.com:80, 200",
        "hornero.example.com, http://hornero.example.com:443, 403"
    })
    void aPortThatIsNotSaidIsTheSchemes(String host, String origin, int status) {
        assertThat(answer("POST", "/sign-in", host, origin, null)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/builds/%, 400",
        "/builds/%zz, 400",
        "/builds/a b, 400",
        "/builds/<a>, 400",
        "/?next=%, 400",
        "/builds/%00, 200",
        "/builds/%C3%B1, 200",
        "/api/v1/projects/%, 400",
        "/status/v1/builds?project=%zz, 400",
        "/static/%, 400",
        "/q/health/%, 400",
        "/api/v1/projects/%00, 200"
    })
    void addressesAreWellFormed(String target, int status) {
        assertThat(answer("GET", target, "127.0.0.1", null, null)).isEqualTo(status);
    }
}
