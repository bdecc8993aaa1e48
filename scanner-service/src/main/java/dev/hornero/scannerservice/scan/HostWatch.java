// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import java.util.function.IntSupplier;

/** Follows which hosts are read from; told one thing at a time. */
interface HostWatch {
    /** A first read from this host begins. */
    void entered(String host, IntSupplier inFlight);

    /** The last one has ended. */
    void left(String host);
}
