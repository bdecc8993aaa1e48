// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.git.GitCredential;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server says of itself is asked for once, and believed as long as it is so. */
class GreetingsIT {

    @TempDir Path root;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final JGitSourceRepositories repositories =
            new JGitSourceRepositories(Reading.THIS_MACHINE, SourceLimits.defaults());
    private GitServer server;
    private BareRepository repository;
    private volatile HttpHandler answer = exchange -> {};
    private Relay relay;

    @BeforeEach
    void serveARepository() throws IOException {
        server = GitServer.start(root, 0);
        repository = server.repository("app.git");
        repository.configure("uploadpack.allowFilter", "true");
        repository.commit("main", "Begin", Map.of("Dockerfile", "FROM one\n"));
        answer = this::passOn;
        relay =
                Relay.answering(exchange -> {
                    requests.add(exchange.getRequestMethod());
                    answer.handle(exchange);
                });
    }

    @AfterEach
    void stopServing() throws Exception {
        repositories.close();
        relay.close();
        server.close();
    }

    private void passOn(HttpExchange exchange) throws IOException {
        Relay.forward(exchange, server.uri(""), Relay.Telling.EVERYTHING);
    }

    private Reading app() {
        return Reading.of(relay.uri("/app.git"));
    }

    private String text() throws SourceException {
        return text(app());
    }

    private String text(Reading reading) throws SourceException {
        SourceFile file = repositories.read(reading.request());
        return new String(file.content(), UTF_8);
    }

    private SourceException failure(Reading reading) {
        return catchThrowableOfType(
                SourceException.class, () -> repositories.read(reading.request()));
    }

    private List<String> requestsOf(Read read) throws Exception {
        requests.clear();
        read.read();
        return List.copyOf(requests);
    }

    private interface Read {
        void read() throws Exception;
    }

    @Test
    void aRepositoryThatWasReadBeforeIsNotGreetedAgain() throws Exception {
        assertThat(requestsOf(this::text)).containsExactly("GET", "POST", "POST", "POST");

        repository.commit("main", "Change", Map.of("Dockerfile", "FROM two\n"));

        assertThat(requestsOf(() -> assertThat(text()).isEqualTo("FROM two\n")))
                .containsExactly("POST", "POST", "POST");
    }

    @Test
    void oneRepositorysGreetingSaysNothingOfAnother() throws Exception {
        server.repository("other.git").commit("main", "Begin", Map.of("Dockerfile", "FROM b\n"));
        text();

        assertThat(requestsOf(() -> text(Reading.of(relay.uri("/other.git"))))).contains("GET");
    }

    @Test
    void aGreetingIsHeardAnewFromTimeToTime() throws Exception {
        text();
        for (int read = 0; read < Greetings.READS; read++) {
            assertThat(requestsOf(this::text)).doesNotContain("GET");
        }

        assertThat(requestsOf(this::text)).contains("GET");
    }

    @Test
    void aReadThatFailsLeavesNoGreeting() throws Exception {
        text();

        assertThat(failure(app().branch("none")).reason()).isEqualTo(Reason.BRANCH_NOT_FOUND);

        assertThat(requestsOf(this::text)).contains("GET");
    }

    @Test
    void aServerThatSpeaksAnOlderVersionFromNowOnIsGreetedAgain() throws Exception {
        text();

        answer =
                exchange ->
                        Relay.forward(exchange, server.uri(""), Relay.Telling.NO_PROTOCOL_VERSION);

        assertThat(text()).isEqualTo("FROM one\n");
        assertThat(text()).isEqualTo("FROM one\n");
    }

    @Test
    void aServerThatFiltersNoMoreIsReadAllTheSame() throws Exception {
        text();

        repository.configure("uploadpack.allowFilter", "false");

        assertThat(text()).isEqualTo("FROM one\n");
    }

    @Test
    void aRepositoryThatMovedMeanwhileIsFollowedAndNotRememberedThere() throws Exception {
        text();

        answer =
                exchange ->
                        Relay.redirect(
                                exchange,
                                server.uri("app.git") + "/info/refs?service=git-upload-pack");

        assertThat(text()).isEqualTo("FROM one\n");
        assertThat(requestsOf(this::text)).containsExactly("GET");
    }

    @Test
    void aRepositoryThatIsGoneMeanwhileIsSaidSo() throws Exception {
        text();

        answer = exchange -> Relay.text(exchange, "text/html", "<html>Sign in".getBytes(UTF_8));

        assertThat(failure(app()).reason()).isEqualTo(Reason.REPOSITORY_NOT_FOUND);
    }

    @Test
    void aServerThatWantsACredentialMeanwhileIsNotAskedTwice() throws Exception {
        text();

        answer = exchange -> Relay.status(exchange, 401);

        List<String> asked =
                requestsOf(() -> {
                    Reading wrong = app().with(new GitCredential.Basic("ada", "wrong-word"));
                    SourceException refused = failure(wrong);
                    assertThat(refused.reason()).isEqualTo(Reason.AUTH_FAILED);
                    assertThat(refused.sentence()).doesNotContain("wrong-word");
                });

        assertThat(asked).containsExactly("POST");
    }
}
