// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

/** What a pod or container needs is not there yet: it waits, and this says for what. */
final class NotReadyException extends Exception {

    private static final long serialVersionUID = 1;

    NotReadyException(String message) {
        super(message);
    }
}
