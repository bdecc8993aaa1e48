// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import java.util.regex.Pattern;

/**
 * What an API server says when a rule of the cluster forbids an object, and not a right that is
 * missing. Texts are those of Kubernetes 1.36.
 */
public final class AdmissionMessage {
    private static final Pattern QUOTA = Pattern.compile("exceeded quota|failed quota");
    private static final Pattern POD_SECURITY = Pattern.compile("violates PodSecurity");
    private static final Pattern RULE =
            Pattern.compile(
                    "denied (the )?request|(minimum|maximum) \\S+ usage per|is being terminated");

    private AdmissionMessage() {}

    /** Whether a quota is used up, or asks for requests and limits that the object has not. */
    public static boolean isQuota(String message) {
        return QUOTA.matcher(message).find();
    }

    /**
     * Whether the namespace's Pod Security standard forbids it: it will until that standard
     * changes.
     */
    public static boolean isPodSecurity(String message) {
        return POD_SECURITY.matcher(message).find();
    }

    /** Whether any rule forbids it: quota, Pod Security, limits, an admission webhook or policy. */
    public static boolean isByRule(String message) {
        return isQuota(message) || isPodSecurity(message) || RULE.matcher(message).find();
    }
}
