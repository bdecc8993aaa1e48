// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

/** The command line is wrong: the message is followed by the usage text. */
final class FlagException extends Exception {

    private static final long serialVersionUID = 1;

    FlagException(String message) {
        super(message);
    }
}
