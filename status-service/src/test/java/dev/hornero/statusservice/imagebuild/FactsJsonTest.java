// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.Story;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FactsJsonTest {
    private final Story story = Story.begin("shop", Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void buildComesBackAsItWasWritten() {
        BuildFacts facts =
                Story.facts(story.needsValues(Story.requiringVariant(), "VARIANT"))
                        .join(Story.facts(story.scanned(Story.FIRST_COMMIT, "VARIANT")))
                        .join(Story.facts(story.buildingWithout("vendor/lib")));

        assertThat(FactsJson.read(FactsJson.write(facts))).isEqualTo(facts);
    }

    @Test
    void namesInTheColumnAreThoseOfEarlierReleases() throws Exception {
        JsonNode stored =
                new ObjectMapper()
                        .readTree(
                                FactsJson.write(
                                        Story.facts(story.created())
                                                .join(Story.facts(story.buildingWithout("lib")))));

        assertThat(stored.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("build", "asked", "inputs", "job", "ends");
        assertThat(stored.at("/asked/accepted/told/branch").isTextual()).isTrue();
        assertThat(stored.at("/job/doing/told/step").textValue()).isEqualTo("BUILDING");
        assertThat(stored.at("/job").has("currentStep")).isFalse();
    }

    @Test
    void rowOfAnEarlierReleaseHasNoEvaluationAndNoWarnings() {
        BuildFacts facts =
                FactsJson.read(
                        """
                        {"build":{"id":"0b8b4c9e-9f43-4a3e-8a50-51c2f3f0a7d1","number":1,
                          "projectEnv":{"id":"5f0c1f7e-6a53-4f0e-9d6c-2f8a4b1f0c11",
                            "project":"shop","environment":"prod"}},
                         "asked":{},
                         "inputs":{"scans":{},
                           "missing":{"time":"2026-03-01T12:00:02Z","eventId":"7","told":["VERSION"]}},
                         "job":{},"ends":{}}\
                        """);

        assertThat(facts.evaluation()).isEmpty();
        assertThat(facts.arguments()).isEmpty();
        assertThat(facts.warnings()).isEmpty();
        assertThat(FactsJson.write(facts))
                .contains("VERSION")
                .doesNotContain("evaluation", "warnings");
    }
}
