// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import java.util.function.IntSupplier;

/** Follows which hosts are read from; told one thing at a time of each. */
interface HostWatch {
    /** A first read wants this host. */
    void entered(String host, IntSupplier inFlight);

    /** Nobody reads from it or waits for it any more. */
    void left(String host);
}
