// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.HostPolicy;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Resolves names and opens connections to the addresses that were judged, never to a name: a second
 * look-up could answer differently.
 */
final class CheckedHosts {

    private final HostPolicy policy;

    CheckedHosts(HostPolicy policy) {
        this.policy = policy;
    }

    void requireScheme(String scheme) throws SourceException {
        if (!policy.allowsScheme(scheme)) {
            throw SourceException.lasting(
                    Reason.HOST_NOT_ALLOWED,
                    "URLs with "
                            + RemoteError.printable(scheme)
                            + ":// are not allowed here; use one of "
                            + String.join(", ", policy.schemes().stream().sorted().toList())
                            + ", or have the administrator allow it (HORNERO_GIT_ALLOW_SCHEMES).");
        }
    }

    /** All of a name's addresses, each of them allowed. */
    List<InetAddress> resolve(String host) throws SourceException {
        List<InetAddress> addresses;
        try {
            addresses = List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw unknown(host, e);
        }
        // One refused address is enough: which of them is taken would be up to chance
        for (InetAddress address : addresses) {
            if (!policy.allowsAddress(address)) {
                throw SourceException.lasting(
                        Reason.HOST_NOT_ALLOWED,
                        "Git host "
                                + host
                                + " has the address "
                                + address.getHostAddress()
                                + ", which is not a public one; where this is meant, the"
                                + " administrator allows its range (HORNERO_GIT_ALLOW_CIDRS).");
            }
        }
        return addresses;
    }

    private static SourceException unknown(String host, UnknownHostException e) {
        // The resolver's own words are the only difference between "no such name" and "not now"
        boolean later =
                String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("temporary");
        return new SourceException(
                Reason.GIT_UNREACHABLE,
                later
                        ? "The name of git host " + host + " cannot be resolved at the moment."
                        : "There is no host " + host + "; correct the repository's URL.",
                later,
                e);
    }

    /** A connected socket; the addresses are tried one after another within the time. */
    Socket connect(String host, int port, Duration within) throws SourceException, IOException {
        List<InetAddress> addresses = resolve(host);
        IOException last = new IOException("no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(address, port),
                        Math.toIntExact(within.dividedBy(addresses.size()).toMillis()));
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }
}
