// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.events.imagebuild.Placement;
import dev.hornero.events.imagebuild.Placement.Toleration;
import dev.hornero.events.imagebuild.Resources;
import dev.hornero.http.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private static void isRefused(ThrowingCallable call, String field) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.document().status()).isEqualTo(422);
                            assertThat(problem.document().field()).contains(field);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "shop", "a-b", "0", "a--b"})
    void namesAreTaken(String name) {
        assertThat(Names.name(name, "name")).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "Shop", "a_b", "a.b", "a b", "ñ"})
    void otherNamesAreRefused(String name) {
        isRefused(() -> Names.name(name, "name"), "name");
    }

    @Test
    void aMissingNameIsRefused() {
        isRefused(() -> Names.name(null, "project"), "project");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "v1.2.3", "_x", "Build-7"})
    void tagsAreTaken(String tag) {
        assertThat(Names.tag(tag, "tag")).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".x", "-x", "a/b", "a:b", "build-7"})
    void otherTagsAndThoseOfOtherBuildsAreRefused(String tag) {
        isRefused(() -> Names.tag(tag, "tag"), "tag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "feature/x", "v1.2", "a@b", "été"})
    void branchesAreTaken(String branch) {
        assertThat(GitRefs.branch(branch, "branch")).isEqualTo(branch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-x",
                "/x",
                "x/",
                "x..y",
                "x y",
                "x~1",
                "x^",
                "x:y",
                "x?",
                "x*",
                "x[",
                "x\\y",
                "x@{1}",
                "x.lock",
                "x.lock/y",
                "x//y",
                "x/.y",
                ".x",
                "x.",
                "@",
                "x\u0000"
            })
    void whatGitTakesForNoBranchIsRefused(String branch) {
        isRefused(() -> GitRefs.branch(branch, "branch"), "branch");
    }

    @Test
    void commitsAreReadInLowerCase() {
        assertThat(GitRefs.commit("ABCDEF0", "commit")).isEqualTo("abcdef0");
        isRefused(() -> GitRefs.commit("abcdef", "commit"), "commit");
        isRefused(() -> GitRefs.commit("HEAD~12", "commit"), "commit");
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example/team/shop.git,https",
        "HTTPS://git.example/shop,https",
        "ssh://git@git.example:2222/shop.git,ssh",
        "git@git.example:team/shop.git,ssh",
        "git://git.example/shop.git,git",
        "file:///srv/git/shop.git,file"
    })
    void repositoriesAreTakenInEveryForm(String url, String scheme) {
        assertThat(RepositoryUrl.read(url, "repository").scheme()).isEqualTo(scheme);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "ftp://host/x",
                "https://",
                "https://host",
                "--upload-pack=x",
                "https://host/a b",
                "https://host/x#main",
                "https://host/x?token=y",
                "ext::sh -c x",
                "ext::sh%20-c%20x",
                "https://012.0.0.1/x",
                "https://git.example./x",
                "https://host/a/../x",
                "ssh://-oProxyCommand=x@host/x",
                "-oProxyCommand=x@host:x",
                "git@host:--upload-pack=x"
            })
    void whatIsNoRepositoryIsRefused(String url) {
        isRefused(() -> RepositoryUrl.read(url, "repository"), "repository");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:hunter2@host/x.git",
                "https://hunter2@host/x",
                "ssh://u:hunter2@host/x"
            })
    void aCredentialInTheAddressIsRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> RepositoryUrl.read(url, "repository"))
                .isInstanceOf(ProblemException.class)
                .hasMessageNotContaining("hunter2")
                .hasMessageContaining("git-credentials");
    }

    @ParameterizedTest
    @CsvSource({
        "Dockerfile,Dockerfile",
        "/docker/Dockerfile,docker/Dockerfile",
        "./a//b/./Dockerfile,a/b/Dockerfile"
    })
    void filesAreReadRelativeToTheRoot(String given, String expected) {
        assertThat(RepositoryPath.file(given, "dockerfilePath")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "../Dockerfile", "a/../../b", "dir/", "a\nb", "/"})
    void otherFilesAreRefused(String path) {
        isRefused(() -> RepositoryPath.file(path, "dockerfilePath"), "dockerfilePath");
    }

    @ParameterizedTest
    @CsvSource({".,.", "/,.", "app/,app", "./app,app"})
    void directoriesAreReadRelativeToTheRoot(String given, String expected) {
        assertThat(RepositoryPath.directory(given, "contextPath")).isEqualTo(expected);
    }

    private static Resources cpu(String request, String limit) {
        return new Resources(
                Optional.ofNullable(request),
                Optional.ofNullable(limit),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void resourcesAreKubernetesQuantities() {
        assertThat(ResourcesField.check(cpu("250m", "1.5"), "resources"))
                .isEqualTo(cpu("250m", "1.5"));
        isRefused(
                () -> ResourcesField.check(cpu("lots", null), "resources"), "resources.cpuRequest");
        isRefused(() -> ResourcesField.check(cpu(null, "0"), "resources"), "resources.cpuLimit");
    }

    @Test
    void aRequestIsAtMostTheLimit() {
        isRefused(
                () -> ResourcesField.check(cpu("2", "1500m"), "resources"), "resources.cpuRequest");
    }

    @Test
    void tolerationsAndSelectorsAreWhatKubernetesTakes() {
        Toleration good =
                new Toleration(
                        Optional.of("builds"),
                        Optional.of("Exists"),
                        Optional.empty(),
                        Optional.of("NoSchedule"));
        Placement placement = new Placement(Map.of("kubernetes.io/arch", "amd64"), List.of(good));
        assertThat(PlacementField.check(placement)).isEqualTo(placement);
        isRefused(
                () -> PlacementField.check(new Placement(Map.of("bad key", "x"), List.of())),
                "nodeSelector.bad key");
        Toleration bad =
                new Toleration(
                        Optional.of("builds"),
                        Optional.of("Sometimes"),
                        Optional.empty(),
                        Optional.empty());
        isRefused(
                () -> PlacementField.check(new Placement(Map.of(), List.of(bad))),
                "tolerations[0].operator");
    }
}
