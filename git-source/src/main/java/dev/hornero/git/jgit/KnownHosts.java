// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Which keys vouch for one host, out of the lines of an OpenSSH {@code known_hosts} file. */
record KnownHosts(List<KnownHostEntry> entries) {

    private static final String REVOKED = "revoked";

    KnownHosts {
        entries = List.copyOf(entries);
    }

    static KnownHosts of(String lines, String host, int port) throws IOException {
        List<KnownHostEntry> entries = new ArrayList<>();
        for (KnownHostEntry entry :
                KnownHostEntry.readKnownHostEntries(new StringReader(lines), true)) {
            if (entry.isHostMatch(host, port)) {
                entries.add(entry);
            }
        }
        return new KnownHosts(entries);
    }

    /**
     * OpenSSH names of the key types that are known, so that the server is asked for one of them.
     */
    List<String> keyTypes() {
        return entries.stream().map(entry -> entry.getKeyEntry().getKeyType()).distinct().toList();
    }

    boolean vouchFor(PublicKey key) {
        boolean known = false;
        for (KnownHostEntry entry : entries) {
            if (KeyUtils.compareKeys(key, publicKey(entry))) {
                if (REVOKED.equals(entry.getMarker())) {
                    return false;
                }
                // Certificate authorities are not supported: their lines vouch for nothing
                known |= entry.getMarker() == null || entry.getMarker().isEmpty();
            }
        }
        return known;
    }

    private static PublicKey publicKey(KnownHostEntry entry) {
        try {
            return entry.getKeyEntry().resolvePublicKey(null, null);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a known host's key that cannot be read", e);
        }
    }
}
