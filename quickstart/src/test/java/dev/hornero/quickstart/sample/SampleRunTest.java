// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.quickstart.QuickstartException;
import dev.hornero.quickstart.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleRunTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private FakeHornero hornero;

    @BeforeEach
    void start() throws Exception {
        hornero = new FakeHornero();
    }

    @AfterEach
    void stop() {
        hornero.close();
    }

    @Test
    void theFirstRunShowsWhatIsNeededGivesItAndFollowsTheBuildToItsImage() throws Exception {
        BuiltImage image = run();

        assertThat(image)
                .isEqualTo(
                        new BuiltImage(1, "localhost:5000/dev-sample:latest", FakeHornero.DIGEST));
        assertThat(hornero.values()).isEqualTo(Map.of("GREETING", "Hello from Hornero"));
        assertThat(printedLines())
                .containsExactly(
                        "Environment dev is created",
                        "Project sample is created",
                        "ProjectEnv dev-sample is created",
                        "Build 1 of dev-sample: REQUESTED",
                        "Build 1 of dev-sample: NEEDS_VALUES",
                        "  required  GREETING: what it says",
                        "  optional  MOOD (default \"cheerful\")",
                        "  given     GREETING the value \"Hello from Hornero\"",
                        "Build 1 of dev-sample: QUEUED",
                        "Build 1 of dev-sample: LAUNCHED",
                        "Build 1 of dev-sample: RUNNING",
                        "  | COPY hello.txt",
                        "Build 1 of dev-sample: SUCCEEDED");
    }

    @Test
    void theNextRunAsksForALaterBuild() throws Exception {
        run();

        assertThat(run().build()).isEqualTo(2);
        assertThat(hornero.builds()).isEqualTo(2);
    }

    @Test
    void aBuildThatAKilledRunLeftUnderWayIsFollowed() throws Exception {
        hornero.need("ANOTHER");
        assertThatThrownBy(this::run).hasMessageContaining("needs a value for ANOTHER");
        hornero.need("GREETING");

        assertThat(run().build()).isEqualTo(1);
    }

    @Test
    void callsAreRepeatedWhileAServiceIsBeingRestarted() throws Exception {
        hornero.failNext(3);

        assertThat(run().build()).isEqualTo(1);
    }

    @Test
    void aLostAnswerMakesNoSecondBuild() throws Exception {
        run();
        hornero.dropNextAnswer();
        run();

        assertThat(hornero.builds()).isEqualTo(2);
    }

    @Test
    void aServiceThatStaysAwayIsSaidInOneLine() {
        hornero.failNext(Integer.MAX_VALUE);

        assertThatThrownBy(() -> run(Duration.ofMillis(300)))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("POST /api/v1/environments failed")
                .hasMessageContaining("503");
    }

    @Test
    void aBuildThatFailsIsSaidWithItsReasonAndHint() {
        hornero.endBuildsWith("FAILED");

        assertThatThrownBy(this::run)
                .isInstanceOf(QuickstartException.class)
                .hasMessage(
                        "The build ended FAILED: PUSH_DENIED; the registry refused the push; check"
                                + " the credentials");
    }

    private BuiltImage run() throws InterruptedException {
        return run(Duration.ofSeconds(20));
    }

    private BuiltImage run(Duration patience) throws InterruptedException {
        return new SampleRun(
                        new Api(hornero.uri(), FakeHornero.KEY, patience),
                        new SampleProject("http://127.0.0.1:8088/sample.git", "local", "default"),
                        new Progress(new PrintStream(printed, true, UTF_8), false),
                        Duration.ofMillis(5))
                .run();
    }

    private List<String> printedLines() {
        return printed.toString(UTF_8).lines().toList();
    }
}
