// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/a/b.git, https://git.example.com/a/b.git",
        "HTTPS://Git.Example.com:443/a/, https://git.example.com/a",
        "https://git.example.com:8443/A/b%20c, https://git.example.com:8443/A/b%20c",
        "https://git.example.com/%61, https://git.example.com/a",
        "https://git.example.com/ä, https://git.example.com/%C3%A4",
        "http://my_host/a, http://my_host/a",
        "https://10.1.2.3/a, https://10.1.2.3/a",
        "https://[2001:DB8::1]/a, https://[2001:db8:0:0:0:0:0:1]/a",
        "https://[::1]/a, https://[0:0:0:0:0:0:0:1]/a",
        "https://1.2.3.4.example.com/a, https://1.2.3.4.example.com/a",
        "ssh://git@git.example.com:22/a/b, ssh://git.example.com/a/b",
        "ssh://git.example.com/~ada/b, ssh://git.example.com/~ada/b",
        "git@git.example.com:a/b.git, ssh://git.example.com/a/b.git",
        "git://git.example.com/a, git://git.example.com/a",
        "file:///srv/git/a.git, file:///srv/git/a.git"
    })
    void anAddressHasOneSpelling(String text, String spelling) {
        GitAddress address = GitAddress.ofRepository(text);

        assertThat(address).hasToString(spelling);
        assertThat(GitAddress.ofRepository(spelling)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://012.0.0.1/a",
                "https://0x7f.0.0.1/a",
                "https://127.0.0.0x1/a",
                "https://127.1/a",
                "https://2130706433/a",
                "https://0x7f000001/a",
                "https://1.2.3.256/a",
                "https://1.2.3.4.5/a",
                "https://127.0.0.1./a",
                "https://git.example.com./a",
                "https://a..b/a",
                "https://.b/a",
                "https://-b/a",
                "https://[::ffff:127.0.0.1]/a",
                "https://[::ffff:7f00:1]/a",
                "https://[::7f00:1]/a",
                "https://[fe80::1%eth0]/a",
                "https://[fe80::1%25eth0]/a",
                "https://[1::2::3]/a",
                "https://::1/a",
                "https://１２７.0.0.1/a",
                "https://127。0。0。1/a",
                "https://bücher.example/a",
                "https://git%2eexample.com/a",
                "git@012.0.0.1:a",
                "ssh://git@127.1/a"
            })
    void aHostThatProgramsReadDifferentlyIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GitAddress.ofRepository(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "shop",
                "/srv/git/a",
                "../a",
                "https://git.example.com",
                "https://git.example.com/",
                "https:///a",
                "https://git.example.com/a b",
                "https://git.example.com/a\nb",
                "https://git.example.com/a\u200bb",
                "https://git.example.com/a?b",
                "https://git.example.com/a#b",
                "https://git.example.com\\@evil.example/a",
                "https://git.example.com/a/../b",
                "https://git.example.com/a/%2e%2E/b",
                "https://git.example.com/./b",
                "https://git.example.com/a%2f..%2fb",
                "https://git.example.com/a%5cb",
                "https://git.example.com/a%00",
                "https://git.example.com/a%0ab",
                "https://git.example.com/a%zz",
                "https://git.example.com/a%ff",
                "https://git.example.com:0/a",
                "https://git.example.com:0443/a",
                "https://git.example.com:99999/a",
                "https://git.example.com:/a",
                "https://u:p@git.example.com/a",
                "https://u@git.example.com/a",
                "https://@git.example.com/a",
                "https://git.example.com@evil.example/a",
                "ssh://u:p@git.example.com/a",
                "ssh://-oProxyCommand=x@git.example.com/a",
                "ssh://-oProxyCommand=x/a",
                "-oProxyCommand=x@git.example.com:a",
                "git@-oProxyCommand=x:a",
                "git@git.example.com:--upload-pack=x",
                "git@git.example.com:a/../b",
                "file://git.example.com/a",
                "file:///a/../b",
                "ext::sh -c x",
                "ext::sh",
                "fd::3",
                "ftp://git.example.com/a",
                "--upload-pack=x"
            })
    void whatIsNoPlainAddressOfARepositoryIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GitAddress.ofRepository(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hunter2@git.example.com/a",
                "https://u:hunter2@git.example.com/a",
                "https://u:hunter2/x@git.example.com/a b",
                "ada:hunter2@git.example.com/a",
                "https://git.example.com/a?token=hunter2"
            })
    void aPasswordInAnAddressIsNotRepeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GitAddress.ofRepository(text))
                .withMessageNotContaining("hunter2")
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.com, https://git.example.com/acme/shop.git",
        "https://git.example.com/, https://GIT.example.com:443/acme/shop.git",
        "https://git.example.com/acme, https://git.example.com/acme/shop.git",
        "https://git.example.com/acme/, https://git.example.com/%61cme/shop.git",
        "https://git.example.com/acme/shop.git, https://git.example.com/acme/shop.git",
        "https://git.example.com:8443/, https://git.example.com:8443/a",
        "ssh://git@git.example.com/acme/, git@git.example.com:acme/shop.git",
        "git@git.example.com:acme, ssh://git@git.example.com/acme/shop.git",
        "git@git.example.com:, ssh://git@git.example.com/acme/shop.git"
    })
    void aScopeCoversWhatIsBelowIt(String scope, String repository) {
        assertThat(GitAddress.ofScope(scope).covers(GitAddress.ofRepository(repository))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.com, https://git.example.com.evil.example/a",
        "https://git.example.com, https://evil.example/git.example.com",
        "https://git.example.com, http://git.example.com/a",
        "https://git.example.com, ssh://git@git.example.com/a",
        "https://git.example.com, https://git.example.com:8443/a",
        "https://git.example.com:8443, https://git.example.com/a",
        "https://git.example.com/acme, https://git.example.com/acme-evil/a",
        "https://git.example.com/acme, https://git.example.com/Acme/a",
        "https://git.example.com/acme, https://git.example.com/x/acme/a",
        "https://git.example.com/acme/, https://git.example.com//acme/a",
        "https://git.example.com/acme/shop.git, https://git.example.com/acme"
    })
    void aScopeCoversNothingElse(String scope, String repository) {
        assertThat(GitAddress.ofScope(scope).covers(GitAddress.ofRepository(repository))).isFalse();
    }

    @Test
    void aCredentialIsForAHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GitAddress.ofScope("file:///srv/git"))
                .withMessageContaining("host");
    }

    /** Segments as users and those who attack write them. */
    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.of(
                        "acme",
                        "acme-evil",
                        "Acme",
                        "shop.git",
                        "a b",
                        "ä",
                        "%",
                        "~ada",
                        "a+b",
                        "@")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<GitAddress> addresses() {
        return Combinators.combine(
                        Arbitraries.of("https", "http", "ssh", "git"),
                        Arbitraries.of(
                                "git.example.com",
                                "evil.example",
                                "10.0.0.1",
                                "2001:db8:0:0:0:0:0:1"),
                        Arbitraries.of(22, 80, 443, 8443),
                        paths())
                .as(GitAddress::new);
    }

    /** Each character as it is or encoded, in either case. */
    @Provide
    Arbitrary<boolean[]> coins() {
        return Arbitraries.of(true, false).array(boolean[].class).ofSize(97);
    }

    @Property
    void everySpellingOfAnAddressIsReadAsTheSameOne(
            @ForAll("addresses") GitAddress address, @ForAll("coins") boolean[] coins) {
        String[] parts = address.toString().split("(?<=[^:/])/", 2);
        String host = coins[0] ? parts[0].toUpperCase(Locale.ROOT) : parts[0];
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < parts[1].length(); i++) {
            char c = parts[1].charAt(i);
            boolean encodes = c != '/' && c != '%' && !follows(parts[1], i);
            path.append(encodes && coins[i % coins.length] ? "%%%02x".formatted((int) c) : "" + c);
        }

        assertThat(GitAddress.ofRepository(host + "/" + path)).isEqualTo(address);
    }

    private static boolean follows(String text, int at) {
        return (at > 0 && text.charAt(at - 1) == '%') || (at > 1 && text.charAt(at - 2) == '%');
    }

    @Property
    void aScopeCoversExactlyWhatBeginsWithItsSegmentsAtItsOrigin(
            @ForAll("addresses") GitAddress scope, @ForAll("addresses") GitAddress repository) {
        String prefix = scope + "/";
        String whole = repository + "/";

        assertThat(
                        GitAddress.ofScope(scope.toString())
                                .covers(GitAddress.ofRepository(repository.toString())))
                .isEqualTo(whole.startsWith(prefix));
    }

    @Property
    void whateverIsReadHasOneSpellingThatIsReadAsTheSame(@ForAll("texts") String text) {
        GitAddress address;
        try {
            address = GitAddress.ofRepository(text);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThat(GitAddress.ofRepository(address.toString())).isEqualTo(address);
        assertThat(address.path()).isNotEmpty().doesNotContain(".", "..");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "https://",
                        "ssh://",
                        "git@",
                        "git",
                        ".",
                        "..",
                        "/",
                        ":",
                        "@",
                        "%2e",
                        "%2F",
                        "127",
                        "0x7f",
                        "[::1]",
                        "[",
                        "]",
                        "-",
                        "a",
                        "443",
                        "\\",
                        "?",
                        "#",
                        "é",
                        "%")
                .list()
                .ofMinSize(1)
                .ofMaxSize(9)
                .map(parts -> String.join("", parts));
    }
}
