// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DockerfileContentTest {
    @Test
    void whatWasReadComesBackAsItWas() {
        byte[] bytes = new byte[5_000];
        new Random(1).nextBytes(bytes);
        byte[] text = "RUN make\n".repeat(1_000).getBytes(UTF_8);

        assertThat(DockerfileContent.of(bytes).bytes(5_000)).isEqualTo(bytes);
        assertThat(DockerfileContent.of(text).bytes(9_000)).isEqualTo(text);
        assertThat(DockerfileContent.of(new byte[0]).bytes(1)).isEmpty();
    }

    @Test
    void itIsCompressedOnlyWhereThatPays() {
        assertThat(DockerfileContent.of("FROM scratch\n".getBytes(UTF_8)).gzip()).isFalse();
        assertThat(DockerfileContent.of("RUN make\n".repeat(1_000).getBytes(UTF_8)).base64())
                .hasSizeLessThan(200);
    }

    @Test
    void moreThanTheLimitIsNotRead() {
        DockerfileContent bomb = DockerfileContent.of(new byte[10_000_000]);

        assertThatThrownBy(() -> bomb.bytes(1_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dockerfile is larger than 1000000 bytes");
        assertThatThrownBy(() -> new DockerfileContent(false, "YWI=").bytes(1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNeitherBase64NorGzipIsRefused() {
        assertThatThrownBy(() -> new DockerfileContent(false, "a?"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dockerfile.base64 is not base64");
        assertThatThrownBy(() -> new DockerfileContent(true, "YWI=").bytes(10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dockerfile is not gzip");
    }
}
