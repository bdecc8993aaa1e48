// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpine",
                "alpine:3.20",
                "library/alpine",
                "docker.io/alpine",
                "localhost/app",
                "localhost:5000/app:1",
                "[::1]:5000/app",
                "registry.example.com/a/b-c__d.e/f:V1.2_x-3",
                "Registry.Example.com:443/app",
                "a_b.c/d",
                "index.docker.io/x",
            })
    void takesNamesOfImages(String name) {
        assertThatCode(() -> ImageReference.check(name)).doesNotThrowAnyException();
        assertThatCode(() -> ImageReference.check(name + "@sha256:" + HEX))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "alpine: => invalid reference format",
                ":3 => invalid reference format",
                "a b => invalid reference format",
                "a..b => invalid reference format",
                "a___b => invalid reference format",
                "-a => invalid reference format",
                "a/ => invalid reference format",
                "a:b/c => invalid reference format",
                "http://x/y => invalid reference format",
                "a@sha256:abc => invalid reference format",
                "Alpine => invalid reference format: repository name (library/Alpine) must be lowercase",
                "x.y/App:1 => invalid reference format: repository name (App) must be lowercase",
                "Foo_Bar/x => repository name must be lowercase",
            })
    void refusesOtherNamesOfImages(String name, String reason) {
        assertThatThrownBy(() -> ImageReference.check(name)).hasMessage(reason);
    }

    @Test
    void refusesNamesThatAreDigestsOrTooLong() {
        assertThatThrownBy(() -> ImageReference.check(HEX))
                .hasMessageContaining("cannot specify 64-byte hexadecimal strings");
        assertThatThrownBy(() -> ImageReference.check("x.io/" + "a/".repeat(128) + "a"))
                .hasMessage("repository name must not be more than 255 characters");
        assertThatThrownBy(() -> ImageReference.check("a@md5:" + HEX))
                .hasMessage("unsupported digest algorithm");
        assertThatThrownBy(() -> ImageReference.check("a@sha256:" + HEX + "ff"))
                .hasMessage("invalid checksum digest length");
        assertThatThrownBy(() -> ImageReference.check("a:" + "t".repeat(129)))
                .hasMessage("invalid reference format");
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64,linux",
        "linux/arm/v7,linux",
        "windows(10.0.17763)/amd64,windows",
        "windows(10.0.17763+win32k)/amd64,windows",
        "Windows,windows",
        "macos,darwin",
        "arm64,linux",
        "aarch64,linux",
        "x86_64,linux",
        "made/up,made",
    })
    void knowsTheSystemOfAPlatform(String platform, String system) throws FormatException {
        assertThat(PlatformName.operatingSystem(platform)).isEqualTo(system);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiterString = " => ",
            value = {
                "abc => \"abc\": unknown operating system or architecture: invalid argument",
                "linux/* => \"linux/*\": wildcards not yet supported: invalid argument",
                "a/b/c/d => \"a/b/c/d\": cannot parse platform specifier: invalid argument",
                "linux/a$ => \"a$\" is an invalid component of \"linux/a$\": platform specifier component must match \"^[A-Za-z0-9_.-]+$\": invalid argument",
            })
    void refusesOtherPlatforms(String platform, String reason) {
        assertThatThrownBy(() -> PlatformName.operatingSystem(platform)).hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "80/tcp",
                "80/UDP",
                "8000-8010/sctp",
                "8080:80",
                "127.0.0.1:8080:80",
                "::1:8080:80",
                "[::1]:8080:80",
                "8000-8010:80",
            })
    void takesPorts(String port) {
        assertThatCode(() -> Port.check(port)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiterString = " => ",
            value = {
                "http => invalid containerPort: http",
                "/tcp => invalid port: \"/tcp\": no port specified",
                "80/icmp => invalid port: \"80/icmp\": invalid proto: icmp",
                "70000 => invalid containerPort: 70000",
                "90-80 => invalid containerPort: 90-80",
                "x:80 => invalid hostPort: x",
                "1.2.3:1:80 => invalid IP address: 1.2.3",
                "1-2:3-5 => invalid ranges specified for container and host Ports: 3-5 and 1-2",
            })
    void refusesOtherPorts(String port, String reason) {
        assertThatThrownBy(() -> Port.check(port)).hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "755", "07777", "u=rwX,go=rX", "a+x", "+x", "u=g-w", "go="})
    void takesFileModes(String mode) {
        assertThatCode(() -> FileMode.check(mode)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "64a => invalid chmod parameter: '64a'. it should be octal string and between 0 and 07777",
                "10000 => invalid chmod parameter: '10000'. it should be octal string and between 0 and 07777",
                "888 => invalid chmod parameter: '888'. it should be octal string and between 0 and 07777",
                "rwx => invalid syntax",
                "u+x, => invalid syntax",
                "u => invalid syntax",
                "u+q => invalid syntax",
            })
    void refusesOtherFileModes(String mode, String reason) {
        assertThatThrownBy(() -> FileMode.check(mode)).hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "SIGTERM", "term", "sigrtmin+3", "RTMAX-14", "-1"})
    void takesSignals(String signal) {
        assertThatCode(() -> StopSignal.check(signal)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "", "SIGNOPE", "RTMAX-15", "99999999999999999999"})
    void refusesOtherSignals(String signal) {
        assertThatThrownBy(() -> StopSignal.check(signal)).hasMessage("invalid signal: " + signal);
    }

    @ParameterizedTest
    @CsvSource({
        "dir/file,CONTEXT",
        "./x.git,CONTEXT",
        "github.com/a/b,CONTEXT",
        "ftp://host/x,CONTEXT",
        "http://host/x.tar.gz,HTTP",
        "https://host/x.git/info,HTTP",
        "https://host/x.git,GIT",
        "https://host/x.git#main:dir,GIT",
        "https://host/x.git?ref=main,GIT",
        "git://host/x,GIT",
        "ssh://git@host/x,GIT",
        "git@github.com:a/b.git,GIT",
        "a:b,CONTEXT",
    })
    void tellsWhereASourceLies(String source, SourceAddress address) {
        assertThat(SourceAddress.of(source)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64", "64m", "1.5 GiB", "2KB", "10b", "1t"})
    void takesSizes(String size) {
        assertThat(ByteSize.isOne(size)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "64x", "64mm", "1.2.3m", "-1m"})
    void refusesOtherSizes(String size) {
        assertThat(ByteSize.isOne(size)).isFalse();
    }

    @Test
    void readsQuotedFields() throws FormatException {
        assertThat(Csv.fields("a,\"b,\"\"c\"\"\",,d")).containsExactly("a", "b,\"c\"", "", "d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "a,b\"c => parse error on line 1, column 4: bare \" in non-quoted field",
                "a,\"b => parse error on line 1, column 4: extraneous or missing \" in quoted-field",
                "\"a\"b => parse error on line 1, column 3: extraneous or missing \" in quoted-field",
                "~~ => EOF",
            })
    void refusesBrokenFields(String line, String reason) {
        assertThatThrownBy(() -> Csv.fields(line)).hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "quiet => failed to parse check options: invalid check option \"quiet\"",
                "error=maybe => failed to parse check options: failed to parse check option \"error=maybe\": strconv.ParseBool: parsing \"maybe\": invalid syntax",
                "loud=1 => failed to parse check options: invalid check option \"loud\"",
            })
    void refusesOptionsTheLinterDoesNotKnow(String options, String reason) {
        assertThatThrownBy(() -> LintOptions.check(options)).hasMessage(reason);
    }

    @Test
    void takesOptionsOfTheLinter() {
        assertThatCode(() -> LintOptions.check("skip=A,B;experimental=all;error=true"))
                .doesNotThrowAnyException();
    }
}
