// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import dev.hornero.console.page.FormErrors;
import dev.hornero.console.page.Text;
import dev.hornero.console.service.BuildOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The build form as it was typed.
 *
 * @param args NAME=VALUE, one a line, for this build only
 */
record BuildForm(
        String branch,
        String commit,
        String tag,
        String args,
        boolean withoutCache,
        FormErrors errors) {
    static final Set<String> FIELDS = Set.of("branch", "commit", "tag", "args");

    static BuildForm empty() {
        return new BuildForm("", "", "", "", false, FormErrors.none());
    }

    BuildForm with(FormErrors wrong) {
        return new BuildForm(branch, commit, tag, args, withoutCache, wrong);
    }

    /** What is wrong with it before anybody is asked. */
    FormErrors check() {
        for (String line : args.lines().toList()) {
            if (!line.isBlank() && line.indexOf('=') < 1) {
                return new FormErrors(
                        "", Map.of("args", "'" + line.strip() + "' is not NAME=VALUE."));
            }
        }
        return FormErrors.none();
    }

    BuildOrder order() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : args.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals).strip(), line.substring(equals + 1));
            }
        }
        return new BuildOrder(
                Text.given(branch),
                Text.given(commit),
                Text.given(tag),
                values,
                withoutCache ? Optional.of(false) : Optional.empty());
    }

    @Override
    public String toString() {
        return "BuildForm[branch=" + branch + ", commit=" + commit + ", tag=" + tag + "]";
    }
}
