// SPDX-License-Identifier: Apache-2.0
package client;

import client.api.BuildsApi;
import client.api.ProjectEnvsApi;
import client.model.Phase;

/** What happened to a build, with the generated client. */
public final class Story {
    private Story() {}

    private static ApiClient client(String url, String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(
                request -> request.header("Authorization", "Bearer " + key));
        return client;
    }

    /** The ids of the builds of a ProjectEnv that run. */
    public static String running(String url, String key, String projectEnv) throws ApiException {
        return new BuildsApi(client(url, key))
                .listBuilds(
                        projectEnv, null, null, null, Phase.RUNNING, null, null, null, 20, null, null)
                .getItems()
                .stream()
                .map(build -> build.getId().toString())
                .toList()
                .toString();
    }

    /** The phase of a build, and how many events were heard of it. */
    public static String build(String url, String key, String id) throws ApiException {
        BuildsApi builds = new BuildsApi(client(url, key));
        return builds.getBuild(id, null).getPhase()
                + " "
                + builds.listBuildEvents(id, null).getItems().size();
    }

    /** The phase of the last build of a ProjectEnv. */
    public static String last(String url, String key, String projectEnv) throws ApiException {
        return new ProjectEnvsApi(client(url, key))
                .listProjectEnvStates(200, null, null).getItems().stream()
                        .filter(state -> state.getName().equals(projectEnv))
                        .map(state -> String.valueOf(state.getLastBuild().getPhase()))
                        .findFirst()
                        .orElse("none");
    }
}
