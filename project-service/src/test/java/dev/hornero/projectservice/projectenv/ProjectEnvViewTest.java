// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.messaging.envelope.EventJson;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Answers are kept for repeated requests, and entity tags are made of them: their text stays. */
class ProjectEnvViewTest {
    private static final String TEXT =
            """
            {"id":"00000000-0000-0001-0000-000000000002","name":"prod-shop","project":"shop",\
            "environment":"prod","branch":"main","tag":"latest","cache":true,"timeout":"PT1H",\
            "resources":{},"nodeSelector":{},"tolerations":[],"softArguments":"ASK",\
            "imageRepository":"prod-shop","deleting":false,\
            "build":{"id":"b","number":1,"phase":"REQUESTED"}}\
            """;

    private static final ProjectEnvView VIEW =
            ProjectEnvView.of(
                    new ProjectEnv(
                            new ProjectEnvId(new UUID(1, 2)),
                            "shop",
                            "prod",
                            ProjectEnvForm.of("shop", "prod", Optional.empty(), Optional.empty())
                                    .toSettings(),
                            "prod-shop",
                            ProjectEnv.Life.ALIVE),
                    "main",
                    Optional.of(new BuildView("b", 1, "prod-shop", Optional.of("REQUESTED"))));

    private final ObjectMapper json = EventJson.mapper();

    @Test
    void itsSettingsAreWrittenBesideItsNames() throws JsonProcessingException {
        assertThat(json.writeValueAsString(VIEW)).isEqualTo(TEXT);
    }

    @Test
    void whatAnEarlierReleaseKeptIsRead() throws JsonProcessingException {
        assertThat(json.readValue(TEXT, ProjectEnvView.class)).isEqualTo(VIEW);
    }
}
