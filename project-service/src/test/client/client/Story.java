// SPDX-License-Identifier: Apache-2.0
package client;

import client.api.BuildsApi;
import client.api.EnvironmentsApi;
import client.api.ProjectEnvsApi;
import client.api.ProjectsApi;
import client.api.ValuesApi;
import client.model.ArgsPatchValue;
import client.model.ArgsValue;
import client.model.BuildForm;
import client.model.EnvironmentForm;
import client.model.ProjectEnvForm;
import client.model.ProjectForm;
import client.model.ProjectPatch;
import client.model.SecretChoice;
import java.util.Map;
import java.util.UUID;

/** From a repository to a build that has all its values, with the generated client. */
public final class Story {
    private Story() {}

    private static ApiClient client(String url, String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(
                request -> request.header("Authorization", "Bearer " + key));
        return client;
    }

    /** Makes an environment, a project and a ProjectEnv; the ProjectEnv's name. */
    public static String create(String url, String key, String environment, String project)
            throws ApiException {
        ApiClient client = client(url, key);
        new EnvironmentsApi(client)
                .createEnvironment(
                        new EnvironmentForm()
                                .name(environment)
                                .cluster("local")
                                .namespace("builds")
                                .branch("main"),
                        UUID.randomUUID().toString());
        ProjectsApi projects = new ProjectsApi(client);
        projects.createProject(
                new ProjectForm().name(project).repository("https://git.example/team/shop.git"),
                UUID.randomUUID().toString());
        projects.changeProject(project, new ProjectPatch().target("app"), "*");
        return new ProjectEnvsApi(client)
                .createProjectEnv(
                        new ProjectEnvForm().project(project).environment(environment),
                        UUID.randomUUID().toString())
                .getName();
    }

    /** Gives a plain value and a secret one; the names of all that are kept. */
    public static String giveValues(String url, String key, String projectEnv)
            throws ApiException {
        return new ValuesApi(client(url, key))
                .changeProjectEnvArgs(
                        projectEnv,
                        Map.of(
                                "VERSION", new ArgsPatchValue("1.4.0"),
                                "TOKEN",
                                        new ArgsPatchValue(
                                                new SecretChoice().value("s3cret").secret(true))),
                        null,
                        null,
                        null)
                .getItems()
                .stream()
                .map(arg -> arg.getName() + "=" + arg.getValue())
                .toList()
                .toString();
    }

    /** Orders a build twice under one key; its number. */
    public static String build(String url, String key, String projectEnv) throws ApiException {
        BuildsApi builds = new BuildsApi(client(url, key));
        BuildForm form =
                new BuildForm().tag("next").putArgsItem("VERSION", new ArgsValue("1.5.0"));
        String once = UUID.randomUUID().toString();
        builds.requestBuild(projectEnv, once, form);
        return builds.requestBuild(projectEnv, once, form).getNumber().toString();
    }

    /** Whether a list has a project, page by page. */
    public static String lists(String url, String key, String project) throws ApiException {
        ProjectsApi projects = new ProjectsApi(client(url, key));
        String cursor = null;
        do {
            var page = projects.listProjects(20, cursor, null);
            if (page.getItems().stream().anyMatch(one -> one.getName().equals(project))) {
                return "true";
            }
            cursor = page.getNext();
        } while (cursor != null);
        return "false";
    }

    /** What a refusal says. */
    public static String refusal(String url, String key, String projectEnv) {
        try {
            new BuildsApi(client(url, key))
                    .requestBuild(projectEnv, null, new BuildForm().tag("build-1"));
            return "none";
        } catch (ApiException e) {
            return e.getCode() + " " + e.getResponseBody();
        }
    }
}
