// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

/** The executor's work failed; the message is its last line. */
final class BuildException extends Exception {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    BuildException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    BuildException(String message) {
        this(message, 1);
    }

    int exitCode() {
        return exitCode;
    }
}
