// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScrubberTest {
    @Test
    void aSecretIsTakenOutWhereverItStands() {
        Scrubber scrubber = new Scrubber(Set.of("hunter2-and-more"));

        assertThat(scrubber.scrub("a=hunter2-and-more b=hunter2-and-more"))
                .isEqualTo("a=******** b=********");
    }

    @Test
    void shortValuesAreLeft() {
        assertThat(new Scrubber(Set.of("1234567")).scrub("1234567")).isEqualTo("1234567");
        assertThat(new Scrubber(Set.of("12345678")).scrub("12345678")).isEqualTo("********");
    }

    @Test
    void eachLineOfAValueIsTakenOutByItself() {
        Scrubber scrubber =
                new Scrubber(Set.of("-----BEGIN KEY-----\nabcdefghijkl\n  short\nmnopqrstuvwx\n"));

        assertThat(List.of("abcdefghijkl", "mnopqrstuvwx", "short").stream().map(scrubber::scrub))
                .containsExactly("********", "********", "short");
    }

    @Test
    void aSecretThatContainsAnotherIsTakenOutWhole() {
        Scrubber scrubber = new Scrubber(List.of("password", "my-password-is-long"));

        assertThat(scrubber.scrub("my-password-is-long")).isEqualTo("********");
    }

    @Test
    void theEndOfALineHidesNoBeginningOfASecret() {
        Scrubber scrubber = new Scrubber(Set.of("hunter2-and-more", "xyxyxyxyxyxz"));

        assertThat(scrubber.scrub("token hunter2-and-mor")).isEqualTo("token ********");
        assertThat(scrubber.scrub("token hunter2-")).isEqualTo("token ********");
        assertThat(scrubber.scrub("token hunter2")).isEqualTo("token hunter2");
        assertThat(scrubber.scrub("xy xyxyxyxyxy")).isEqualTo("xy ********");
        assertThat(scrubber.scrub("hunter2-and-more hunter2-and")).isEqualTo("******** ********");
    }

    @Test
    void theBeginningOfALineHidesNoEndOfASecret() {
        Scrubber scrubber = new Scrubber(Set.of("hunter2-and-more"));

        assertThat(scrubber.scrub("and-more, and so on")).isEqualTo("********, and so on");
        assertThat(scrubber.scrub("nter2-and-more")).isEqualTo("********");
        assertThat(scrubber.scrub("nd-more, and so on")).isEqualTo("nd-more, and so on");
        assertThat(scrubber.scrub("and-more hunter2-")).isEqualTo("******** ********");
        assertThat(scrubber.scrub("")).isEmpty();
    }

    @Test
    void itDoesNotSayWhatItTakesOut() {
        assertThat(new Scrubber(Set.of("hunter2-and-more")).toString()).doesNotContain("hunter2");
    }

    @Test
    void anAddressOrTheFrameOfAKeyIsNoSecretByItself() {
        Scrubber scrubber =
                new Scrubber(
                        Set.of(
                                "https://hooks.example.com/T0/B1/abcdefgh",
                                "-----BEGIN OPENSSH PRIVATE KEY-----\nabcdefghijkl\n"));

        assertThat(scrubber.scrub("from https://other.test, -----BEGIN CERTIFICATE-----"))
                .isEqualTo("from https://other.test, -----BEGIN CERTIFICATE-----");
        assertThat(scrubber.scrub("see https://hooks.example.com/T0/B1/abcdefgh"))
                .isEqualTo("see h********");
    }

    @Test
    void controlCharactersAreNotShown() {
        assertThat(new Scrubber(Set.of()).scrub("a\u001b]0;x\u0007b\u001b[31mc\0d\be\tf\ng"))
                .isEqualTo("abcde\tf\ng");
    }

    @Test
    void aLogInPiecesHidesNoSecretBetweenThem() {
        Scrubber.Stream stream = new Scrubber(Set.of("hunter2-and-more")).stream();

        assertThat(stream.scrub(List.of("x hunter", "2-and-m")))
                .containsExactly("x ********", "********");
        assertThat(stream.scrub(List.of("ore", ""))).containsExactly("********", "");
        assertThat(stream.scrub(List.of("ore"))).containsExactly("ore");
    }
}
