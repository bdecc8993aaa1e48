// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.hornero.embedded.kubernetes.kubelet.shim.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                        List.of(new Mount(workspace.toString(), "/workspace", false)),
                        own,
                        Path.of("/"));
    }

    @Test
    void pathsOfTheContainerBecomePathsOfThisMachine() throws Exception {
        ExecutorOptions options =
                options(
                        "--context=dir:///workspace/sub",
                        "--dockerfile=/workspace/Dockerfile",
                        "-d",
                        "r/x");

        assertThat(options.context()).isEqualTo(workspace.resolve("sub"));
        assertThat(options.dockerfile()).isEqualTo(workspace.resolve("Dockerfile"));
    }

    @Test
    void aRelativeDockerfileIsLookedUpInTheContext() throws Exception {
        ExecutorOptions options =
                options("--context=dir:///workspace", "--dockerfile=sub/Dockerfile", "-d", "r/x");

        assertThat(options.dockerfile()).isEqualTo(workspace.resolve("sub/Dockerfile"));
    }

    @Test
    void theSubPathOfAContextWithoutSchemeIsIgnored() throws Exception {
        assertThat(options("--context=/workspace", "--context-sub-path=sub", "-d", "r/x").context())
                .isEqualTo(workspace);
        assertThat(
                        options("--context=dir:///workspace", "--context-sub-path=sub", "-d", "r/x")
                                .context())
                .isEqualTo(workspace.resolve("sub"));
    }

    @Test
    void aBuildArgumentWithoutAValueTakesTheEnvironmentsOrNothing() throws Exception {
        ExecutorOptions options =
                options(
                        "--context=/workspace",
                        "-d",
                        "r/x",
                        "--build-arg=SET",
                        "--build-arg=UNSET",
                        "--build-arg=GIVEN=a=b");

        assertThat(options.buildArguments().values())
                .containsExactly(
                        entry("SET", "from env"), entry("UNSET", ""), entry("GIVEN", "a=b"));
        assertThat(options.toString()).doesNotContain("from env", "a=b");
    }

    @Test
    void localRegistriesOfBaseImagesAreAskedInPlainHttp() throws Exception {
        assertThat(options("--context=/workspace", "-d", "r/x").plainRegistries())
                .containsExactly("localhost:5000");
    }

    @Test
    void nowhereToPushIsRefusedAsKanikoDoes() {
        assertThatThrownBy(() -> options("--context=/workspace"))
                .hasMessage("you must provide --destination, or use --no-push");
    }

    @Test
    void aDockerfileThatIsNotThereIsRefusedAsKanikoDoes() {
        assertThatThrownBy(() -> options("--context=/workspace", "-f", "nope", "-d", "r/x"))
                .hasMessage(
                        "error resolving dockerfile path: please provide a valid path to a"
                                + " Dockerfile within the build context with --dockerfile");
    }

    @Test
    void aSecretOfTheEnvironmentDoesNotShowItself() throws Exception {
        ExecutorOptions options =
                options("--context=/workspace", "-d", "r/x", "--secret=id=tok,env=SET");

        assertThat(options.secrets()).hasSize(1);
        assertThat(options.toString()).doesNotContain("from env");
    }

    private ExecutorOptions options(String... arguments) throws Exception {
        return ExecutorOptions.of(
                CommandLine.parse(List.of(arguments)), paths, Map.of("SET", "from env"));
    }
}
