// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.page;

import dev.hornero.console.service.ServiceException;
import java.util.Map;
import java.util.Set;

/**
 * What is wrong with a form as it was sent.
 *
 * @param general about no field of the form; empty when there is nothing
 */
public record FormErrors(String general, Map<String, String> fields) {
    public FormErrors {
        fields = Map.copyOf(fields);
    }

    public static FormErrors none() {
        return new FormErrors("", Map.of());
    }

    /** Puts a service's answer at the field it names, where the form has that field. */
    public static FormErrors of(ServiceException failure, Set<String> formFields) {
        if (failure instanceof ServiceException.Refused refused) {
            String field =
                    refused.field().replaceFirst("^args\\.", "").replaceFirst("\\.value$", "");
            if (formFields.contains(field)) {
                return new FormErrors("", Map.of(field, refused.sentence()));
            }
        }
        return new FormErrors(failure.sentence(), Map.of());
    }

    /** The sentence for a field; empty where nothing is wrong with it. */
    public String at(String field) {
        return fields.getOrDefault(field, "");
    }

    public boolean any() {
        return !general.isEmpty() || !fields.isEmpty();
    }
}
