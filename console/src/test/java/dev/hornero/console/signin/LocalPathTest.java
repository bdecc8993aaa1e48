// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/environments",
                "/project-envs/dev-shop",
                "/builds/1?projectEnv=dev-shop&number=5",
                "/project-envs/a%20b",
                "/project-envs/a%C3%B1il",
                "/a:b@c"
            })
    void aPageOfThisConsoleIsKept(String path) {
        assertThat(LocalPath.of(path)).isEqualTo(URI.create(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "environments",
                "//evil.example.com",
                "//evil.example.com/%2f..",
                "///evil.example.com",
                "/\\evil.example.com",
                "\\\\evil.example.com",
                "/%5cevil.example.com",
                "/%5Cevil.example.com",
                "/%2fevil.example.com",
                "/%2Fevil.example.com",
                "/\tevil",
                "/\n/evil.example.com",
                "/a%0d%0aSet-Cookie:x=y",
                "/a%0D%0ALocation:%20https:",
                "/a\r\nLocation: https://evil.example.com",
                "/%",
                "/%4",
                "/%zz",
                "/a%",
                "/%00",
                "/%7f",
                "/a b",
                "/a#b",
                "/\u0000",
                "/\u2028",
                "/añil",
                "javascript:alert(1)",
                "data:text/html,x",
                "https://evil.example.com/",
                "http:/evil.example.com",
                "HTTPS://evil.example.com"
            })
    void anythingElseLeadsToTheFirstPage(String given) {
        assertThat(LocalPath.of(given)).isEqualTo(URI.create("/"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2001, 100_000})
    void soDoesWhatIsTooLong(int length) {
        assertThat(LocalPath.of("/" + "a".repeat(length - 1))).isEqualTo(URI.create("/"));
    }

    @Property
    void whateverIsGivenLeadsToNoOtherSite(@ForAll @StringLength(max = 12) String given) {
        URI led = URI.create("https://hornero.example.com").resolve(LocalPath.of("/" + given));

        assertThat(led.getScheme()).isEqualTo("https");
        assertThat(led.getRawAuthority()).isEqualTo("hornero.example.com");
    }
}
