// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.messaging.envelope.EventJson;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.Fact;
import dev.hornero.statusservice.imagebuild.model.Job;

/**
 * Facts as the column keeps them. Fields may be added, and then are absent in older rows. Names
 * never change; those that differ from the names in the code stand here.
 */
final class FactsJson {
    private static final ObjectMapper JSON =
            EventJson.mapper()
                    .addMixIn(BuildFacts.class, StoredFacts.class)
                    .addMixIn(Job.class, StoredJob.class)
                    .addMixIn(Fact.class, StoredFact.class);

    private FactsJson() {}

    private interface StoredFacts {
        @JsonProperty("asked")
        Object requests();

        @JsonProperty("ends")
        Object outcomes();
    }

    private interface StoredJob {
        @JsonProperty("doing")
        Object currentStep();
    }

    private interface StoredFact {
        @JsonProperty("told")
        Object value();
    }

    static String write(BuildFacts facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts have no JSON", e);
        }
    }

    static BuildFacts read(String json) {
        try {
            return JSON.readValue(json, BuildFacts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row's facts cannot be read", e);
        }
    }
}
