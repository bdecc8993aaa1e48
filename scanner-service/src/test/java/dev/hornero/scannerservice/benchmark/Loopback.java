// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import dev.hornero.git.HostPolicy;
import java.util.List;
import java.util.Set;

/** What the measured servers need: they are on this machine. */
final class Loopback {

    static final HostPolicy ALLOWED = HostPolicy.of(Set.of("http", "git"), List.of("127.0.0.0/8"));

    private Loopback() {}
}
