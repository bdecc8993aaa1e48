// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.orchestrator.imagebuild.CheckoutRun.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of the checkout, run against real repositories by the shells that images have. */
class CheckoutScriptTest {
    private static final String OUT = "leads through a link to what is not in the repository";

    @TempDir private Path home;

    private Path volume;
    private Path source;
    private Path repository;

    @BeforeEach
    void prepare() throws Exception {
        volume = Files.createDirectories(home.resolve("workspace"));
        source = volume.resolve("source");
        repository = Files.createDirectories(home.resolve("repository"));
        Files.writeString(
                Files.createDirectories(home.resolve("outside")).resolve("Dockerfile"), "FROM x");
        git("init", "-q", "-b", "main");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aCommitIsCheckedOutWithoutWhatGitNeeds(String shell) throws Exception {
        write("Dockerfile", "FROM scratch");
        String commit = commit();
        write("Dockerfile", "FROM later");
        commit();

        Outcome end = run(shell, commit, "Dockerfile", ".");

        assertThat(end.text()).contains("Checked out commit " + commit);
        assertThat(end.status()).isZero();
        assertThat(source.resolve("Dockerfile")).hasContent("FROM scratch");
        assertThat(source.resolve(".git")).doesNotExist();
    }

    /** A volume that is the directory of other builds, or of the node. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "photographs/cat.jpg",
                ".hidden",
                "dev-shop-3-workspace-0123456789/source/Dockerfile",
                "hornero-build-00000000-0000-4000-8000-000000000000"
            })
    void whatTheBuildDidNotPutThereStaysAndEndsIt(String file) throws Exception {
        write("Dockerfile", "FROM scratch");
        Files.createDirectories(volume.resolve(file).getParent());
        Files.writeString(volume.resolve(file), "mine");

        for (String shell : shells()) {
            Outcome end = run(shell, commit(), "Dockerfile", ".");

            assertThat(end.status()).isEqualTo(1);
            assertThat(end.message()).contains("holds files of something else");
            assertThat(volume.resolve(file)).hasContent("mine");
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whatAnEarlierPodOfTheBuildLeftIsRemoved(String shell) throws Exception {
        write("Dockerfile", "FROM scratch");
        String commit = commit();
        run(shell, commit, "Dockerfile", ".");
        Files.writeString(source.resolve("left"), "over");
        Files.createDirectories(source.resolve(".git"));

        Outcome end = run(shell, commit, "Dockerfile", ".");

        assertThat(end.status()).isZero();
        assertThat(source.resolve("left")).doesNotExist();
        assertThat(source.resolve(".git")).doesNotExist();
        assertThat(source.resolve("Dockerfile")).hasContent("FROM scratch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Dockerfile=/etc/passwd                               | Dockerfile     | .
                    Dockerfile=../../outside/Dockerfile                  | Dockerfile     | .
                    Dockerfile=a, a=b, b=/etc/passwd                     | Dockerfile     | .
                    Dockerfile=a, a=Dockerfile                           | Dockerfile     | .
                    Dockerfile=missing                                   | Dockerfile     | .
                    Dockerfile=missing/below                             | Dockerfile     | .
                    docker=/etc                                          | docker/passwd  | .
                    docker=../../outside                                 | docker/Dockerfile | .
                    app=/kaniko                                          | real           | app
                    app=/var/run/secrets                                 | real           | app
                    app=/                                                | real           | app
                    app=..                                               | real           | app
                    app=../../outside                                    | real           | app
                    app=next, next=../../outside                         | real           | app
                    app=../../workspace/source/../../outside                | real           | app
                    app=nowhere                                          | real           | app
                    app=/etc                                             | real           | app/ssl
                    """)
    void aPathThatLeadsOutOfTheRepositoryEndsTheCheckout(
            String links, String dockerfile, String context) throws Exception {
        write("real", "FROM scratch");
        for (String link : links.split(", *", -1)) {
            int at = link.indexOf('=');
            link(link.substring(0, at), link.substring(at + 1));
        }
        String commit = commit();

        for (String shell : shells()) {
            Outcome end = run(shell, commit, dockerfile, context);

            assertThat(end.message()).contains(OUT);
            assertThat(end.status()).isEqualTo(1);
            assertThat(volume.resolve("context")).doesNotExist();
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aPathThatIsNotThereEndsTheCheckout(String shell) throws Exception {
        write("Dockerfile", "FROM scratch");
        String commit = commit();

        assertThat(run(shell, commit, "docker/Dockerfile", ".").message())
                .isEqualTo("The Dockerfile \"docker/Dockerfile\" is not in commit " + commit + ".");
        assertThat(run(shell, commit, "Dockerfile", "app").message())
                .isEqualTo("The build context \"app\" is not in commit " + commit + ".");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aLinkThatStaysInTheRepositoryIsGoodAndAContextIsADirectoryThen(String shell)
            throws Exception {
        write("docker/Dockerfile", "FROM scratch");
        write("app/src/main.c", "int main;");
        link("Dockerfile", "docker/Dockerfile");
        link("context", "app");
        link("absolute", source.resolve("app").toString());
        link("all", ".");

        String commit = commit();
        for (String context : List.of("context", "absolute", "context/src")) {
            Outcome end = run(shell, commit, "Dockerfile", context);

            assertThat(end.status()).as(end.text()).isZero();
            assertThat(source.resolve(context)).isDirectory();
            assertThat(Files.isSymbolicLink(source.resolve(context))).isFalse();
        }
        assertThat(source.resolve("context/src/main.c")).hasContent("int main;");

        assertThat(run(shell, commit, "Dockerfile", "all").status()).isZero();
        assertThat(source.resolve("all/app/src/main.c")).hasContent("int main;");
    }

    /** An image may be meant to have them; Kaniko copies them as links. */
    @Test
    void aLinkInTheContextStaysWhatItIs() throws Exception {
        write("Dockerfile", "FROM scratch\nCOPY . /\n");
        link("etc/localtime", "/usr/share/zoneinfo/UTC");

        assertThat(run("sh", commit(), "Dockerfile", ".").status()).isZero();

        assertThat(Files.readSymbolicLink(source.resolve("etc/localtime")))
                .hasToString("/usr/share/zoneinfo/UTC");
    }

    private static List<String> shells() {
        return Stream.of("sh", "busybox sh").filter(CheckoutRun::isThere).toList();
    }

    private void write(String file, String content) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private void link(String file, String target) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(target));
    }

    private String commit() throws Exception {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", "next");
        return git("rev-parse", "HEAD").strip();
    }

    private String git(String... arguments) throws Exception {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        "git",
                                        "-c",
                                        "user.name=Ada",
                                        "-c",
                                        "user.email=ada@example.com",
                                        "-C",
                                        repository.toString()),
                                Stream.of(arguments))
                        .toList();
        return output(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private Outcome run(String shell, String commit, String dockerfile, String context)
            throws Exception {
        CheckoutRun run = new CheckoutRun(shell, home);
        run.environment().put("HORNERO_GIT_SCHEMES", "file");
        run.environment().put("HORNERO_COMMIT", commit);
        run.environment().put("HORNERO_DOCKERFILE", source.resolve(dockerfile).toString());
        run.environment().put("HORNERO_CONTEXT", source.resolve(context).normalize().toString());
        return run.checkout("file://" + repository);
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
