// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/o/r.git,           https, github.com,   443,  /o/r.git",
        "https://GitHub.com/o/r/,              https, github.com,   443,  /o/r",
        "https://host:8443/o/r%20x.git,        https, host,         8443, /o/r%20x.git",
        "http://my_host/o/r.git,               http,  my_host,      80,   /o/r.git",
        "ssh://git@host.example:2222/o/r.git,  ssh,   host.example, 2222, /o/r.git",
        "ssh://host/~ada/r.git,                ssh,   host,         22,   ~ada/r.git",
        "ssh://host/with%20space.git,          ssh,   host,         22,   /with space.git",
        "git@github.com:o/r.git,               ssh,   github.com,   22,   o/r.git",
        "github.com:o/r.git,                   ssh,   github.com,   22,   o/r.git",
        "git://[::1]:9419/r.git,               git,   ::1,          9419, /r.git",
        "git://host/r.git,                     git,   host,         9418, /r.git",
        "file:///srv/git/r.git,                file,  '',           -1,   /srv/git/r.git"
    })
    void theFormsThatGitTakesAreTakenApart(
            String text, String scheme, String host, int port, String path) {
        RepositoryUrl url = RepositoryUrl.parse(text);

        assertThat(url.scheme()).isEqualTo(scheme);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.effectivePort()).isEqualTo(port);
        assertThat(url.path()).isEqualTo(path);
    }

    @Test
    void theUserOfAnSshUrlIsKept() {
        assertThat(RepositoryUrl.parse("ada@host:r.git").user()).contains("ada");
        assertThat(RepositoryUrl.parse("ssh://ada@host/r.git").user()).contains("ada");
    }

    @Test
    void aPasswordInTheUrlBecomesACredentialAndIsNeverShown() {
        RepositoryUrl url = RepositoryUrl.parse("https://ada:s%40cret@host/r.git");

        assertThat(url.embedded()).contains(new GitCredential.Basic("ada", "s@cret"));
        assertThat(url.toString()).isEqualTo("https://host/r.git");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "repository",
                "https://",
                "https:///r.git",
                "https://host",
                "https://-oProxyCommand=x/r.git",
                "-oProxyCommand=x:r.git",
                "ssh://-oProxyCommand=x/r.git",
                "https://host/a b",
                "https://host/r.git\nX: y",
                "ssh://host/r%0a.git",
                "https://host/%zz",
                "https://host:99999/r.git",
                "https://host/r.git?private_token=x",
                "https://host/r.git#main",
                "git@host:-oProxyCommand=x",
                "git@host:--upload-pack=x/r.git",
                "https://012.0.0.1/r.git",
                "https://0x7f.0.0.1/r.git",
                "https://127.1/r.git",
                "https://2130706433/r.git",
                "https://1.2.3.256/r.git",
                "https://1.2.3.4./r.git",
                "https://host./r.git",
                "https://a..b/r.git",
                "https://[::ffff:127.0.0.1]/r.git",
                "https://[::ffff:7f00:1]/r.git",
                "https://[::7f00:1]/r.git",
                "https://[fe80::1%25eth0]/r.git",
                "https://１２７.0.0.1/r.git",
                "https://bücher.example/r.git",
                "git@012.0.0.1:r.git",
                "git@[::ffff:127.0.0.1]:r.git"
            })
    void whatIsNoUrlOfARepositoryIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepositoryUrl.parse(text))
                .withMessageContaining("is not the URL of a git repository");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ada:s3cret@ho st/r.git",
                "https://ada:s3cret/part@host/x y",
                "https://ada:s3cret@%%/r.git",
                "ada:s3cret@host/r.git",
                "https://ada:s3cret\n@host/r.git",
                "https://host/r.git?private_token=s3cret",
                "https://host/a b?private_token=s3cret"
            })
    void aSecretIsNotShownWhereTheUrlIsMalformedEither(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepositoryUrl.parse(text))
                .satisfies(e -> assertThat(e).hasNoCause())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
        SourceRequest request =
                new SourceRequest(
                        text,
                        Optional.empty(),
                        Optional.empty(),
                        "Dockerfile",
                        Optional.empty(),
                        Optional.empty());
        assertThat(request.toString()).doesNotContain("s3cret");
    }

    @Test
    void whatIsShownOfAMalformedUrlIsOneShortLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepositoryUrl.parse("x\u001b[31m\n" + "y".repeat(10_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500))
                .satisfies(
                        e -> assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl));
    }

    @Test
    void aUrlLongerThanAnyServerTakesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepositoryUrl.parse("git://host/" + "x".repeat(70_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepositoryUrl.parse("git://" + "x.".repeat(200) + "x/r.git"));
    }

    @Test
    void lettersOfAnyAlphabetAreEncodedForHttpOnly() {
        assertThat(RepositoryUrl.parse("https://host/ä/r.git").path()).isEqualTo("/%C3%A4/r.git");
        assertThat(RepositoryUrl.parse("ssh://host/ä/r.git").path()).isEqualTo("/ä/r.git");
    }
}
