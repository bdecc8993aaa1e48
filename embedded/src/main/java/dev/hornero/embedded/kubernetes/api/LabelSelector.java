// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A query's {@code labelSelector}: equality and set requirements, all of which have to hold. */
public record LabelSelector(List<Requirement> requirements) {

    private static final Pattern SET =
            Pattern.compile("(?<key>\\S+)\\s+(?<operator>in|notin)\\s*\\((?<values>[^)]*)\\)");
    private static final Pattern EQUALITY =
            Pattern.compile("(?<key>[^!=\\s]+)\\s*(?<operator>==|=|!=)\\s*(?<value>[^=\\s]*)");
    private static final Pattern EXISTENCE = Pattern.compile("(?<not>!?)\\s*(?<key>[^!=\\s(),]+)");

    /** One condition on one label. */
    public sealed interface Requirement {
        boolean holds(Map<String, String> labels);

        /** The label exists with one of these values. */
        record In(String key, Set<String> values) implements Requirement {
            @Override
            public boolean holds(Map<String, String> labels) {
                return Optional.ofNullable(labels.get(key)).filter(values::contains).isPresent();
            }
        }

        /** The label does not exist, or has another value. */
        record NotIn(String key, Set<String> values) implements Requirement {
            @Override
            public boolean holds(Map<String, String> labels) {
                return Optional.ofNullable(labels.get(key)).filter(values::contains).isEmpty();
            }
        }

        /** The label exists. */
        record Exists(String key) implements Requirement {
            @Override
            public boolean holds(Map<String, String> labels) {
                return labels.containsKey(key);
            }
        }

        /** The label does not exist. */
        record Missing(String key) implements Requirement {
            @Override
            public boolean holds(Map<String, String> labels) {
                return !labels.containsKey(key);
            }
        }
    }

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /**
     * The selector that this query parameter spells; "" selects everything.
     *
     * @throws ApiException 400 for what is no selector
     */
    public static LabelSelector parse(String text) {
        return new LabelSelector(terms(text).stream().map(LabelSelector::requirement).toList());
    }

    public boolean matches(JsonNode object) {
        Map<String, String> labels = Metadata.labels(object);
        return requirements.stream().allMatch(r -> r.holds(labels));
    }

    private static List<String> terms(String text) {
        var terms = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && (depth == 0 || i == text.length())) {
                String term = text.substring(start, i).strip();
                if (!term.isEmpty()) {
                    terms.add(term);
                }
                start = i + 1;
            }
        }
        return terms;
    }

    private static Requirement requirement(String term) {
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            Set<String> values =
                    Stream.of(set.group("values").split(",", -1))
                            .map(String::strip)
                            .collect(Collectors.toUnmodifiableSet());
            return set.group("operator").equals("in")
                    ? new Requirement.In(set.group("key"), values)
                    : new Requirement.NotIn(set.group("key"), values);
        }
        Matcher equality = EQUALITY.matcher(term);
        if (equality.matches()) {
            Set<String> value = Set.of(equality.group("value"));
            return equality.group("operator").equals("!=")
                    ? new Requirement.NotIn(equality.group("key"), value)
                    : new Requirement.In(equality.group("key"), value);
        }
        Matcher existence = EXISTENCE.matcher(term);
        if (existence.matches()) {
            return existence.group("not").isEmpty()
                    ? new Requirement.Exists(existence.group("key"))
                    : new Requirement.Missing(existence.group("key"));
        }
        throw ApiException.badRequest(
                "unable to parse requirement of labelSelector: \"%s\"".formatted(term));
    }
}
