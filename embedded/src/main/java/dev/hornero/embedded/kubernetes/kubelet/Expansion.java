// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import java.util.Map;

/**
 * The kubelet's {@code $(VAR)}: a known variable becomes its value, an unknown one stays as it is,
 * {@code $$} is a dollar sign, and any other dollar sign is itself.
 */
final class Expansion {

    private Expansion() {}

    static String expand(String text, Map<String, String> variables) {
        var result = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '$' || i + 1 == text.length()) {
                result.append(c);
                i++;
                continue;
            }
            char next = text.charAt(i + 1);
            int close = next == '(' ? text.indexOf(')', i + 2) : -1;
            if (next == '$') {
                result.append('$');
                i += 2;
            } else if (close >= 0) {
                String reference = text.substring(i, close + 1);
                String name = text.substring(i + 2, close);
                result.append(variables.getOrDefault(name, reference));
                i = close + 1;
            } else {
                result.append('$').append(next);
                i += 2;
            }
        }
        return result.toString();
    }
}
