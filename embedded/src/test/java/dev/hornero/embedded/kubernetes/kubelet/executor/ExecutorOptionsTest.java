// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.hornero.embedded.kubernetes.kubelet.shim.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutorOptionsTest {

    @TempDir private Path workspace;
    @TempDir private Path own;
    private ContainerPaths paths;

    @BeforeEach
    void files() throws Exception {
        Files.writeString(workspace.resolve("Dockerfile"), "FROM localhost:5000/base\n");
        Files.createDirectories(workspace.resolve("sub"));
        Files.writeString(workspace.resolve("sub/Dockerfile"), "FROM scratch\n");
        paths =
                new ContainerPaths(
                        List.of(new Mount(workspace.toString(), "/workspace", false)), own);
    }

    @Test
    void pathsOfTheContainerBecomePathsOfThisMachine() throws Exception {
        ExecutorOptions options =
                options(
                        "--context=dir:///workspace/sub",
                        "--dockerfile=/workspace/Dockerfile",
                        "--destination=r/x");

        assertThat(options.context()).isEqualTo(workspace.resolve("sub"));
        assertThat(options.dockerfile()).isEqualTo(workspace.resolve("Dockerfile"));
    }

    @Test
    void aValueOfABuildArgumentDoesNotShowItself() throws Exception {
        ExecutorOptions options = withContext("--destination=r/x", "--build-arg=GIVEN=a=b");

        assertThat(options.buildArguments().values()).containsExactly(entry("GIVEN", "a=b"));
        assertThat(options.toString()).doesNotContain("a=b");
    }

    @Test
    void localRegistriesOfBaseImagesAreAskedInPlainHttp() throws Exception {
        assertThat(withContext("--destination=r/x").plainRegistries())
                .containsExactly("localhost:5000");
    }

    @Test
    void nowhereToPushIsRefused() {
        assertThatThrownBy(() -> withContext()).hasMessage("you must provide --destination");
    }

    @Test
    void aContextThatIsNoDirectoryIsRefused() {
        assertThatThrownBy(() ->
                        options(
                                "--context=git://example.com/x",
                                "--dockerfile=/workspace/Dockerfile",
                                "--destination=r/x"))
                .hasMessage(
                        "error resolving source context: the embedded cluster builds dir:// contexts"
                                + " only, not \"git://example.com/x\"");
    }

    @Test
    void aDockerfileThatIsNotThereIsRefusedAsKanikoDoes() {
        assertThatThrownBy(() ->
                        options(
                                "--context=dir:///workspace",
                                "--dockerfile=/workspace/nope",
                                "--destination=r/x"))
                .hasMessage(
                        "error resolving dockerfile path: please provide a valid path to a"
                                + " Dockerfile within the build context with --dockerfile");
    }

    @Test
    void aSecretIsAFileOfTheContainer() throws Exception {
        Files.writeString(workspace.resolve("token"), "t");

        assertThat(
                        withContext("--destination=r/x", "--secret=id=tok,src=/workspace/token")
                                .secrets())
                .containsExactly(new BuildSecret("tok", workspace.resolve("token")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id=tok,env=SET", "id=tok", "id=tok,src=/workspace/nope"})
    void anyOtherSecretIsRefused(String secret) {
        assertThatThrownBy(() -> withContext("--destination=r/x", "--secret=" + secret))
                .isInstanceOf(FlagException.class)
                .hasMessageContaining("secret");
    }

    private ExecutorOptions withContext(String... more) throws Exception {
        return options(
                Stream.concat(
                                Stream.of(
                                        "--context=dir:///workspace",
                                        "--dockerfile=/workspace/Dockerfile"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private ExecutorOptions options(String... arguments) throws Exception {
        return ExecutorOptions.of(CommandLine.parse(List.of(arguments)), paths);
    }
}
