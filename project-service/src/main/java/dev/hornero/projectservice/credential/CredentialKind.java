// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a repository is read, and over which schemes that works. */
public enum CredentialKind {
    @JsonProperty("token")
    TOKEN("token"),
    @JsonProperty("basic")
    BASIC("basic"),
    @JsonProperty("ssh-key")
    SSH_KEY("ssh-key");

    private final String text;

    CredentialKind(String text) {
        this.text = text;
    }

    /** As in JSON. */
    public String text() {
        return text;
    }

    /** Whether a repository at an address of this scheme can be read with it. */
    public boolean fits(String scheme) {
        return switch (this) {
            case TOKEN, BASIC -> scheme.equals("https") || scheme.equals("http");
            case SSH_KEY -> scheme.equals("ssh");
        };
    }
}
