// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of addresses, {@code 10.1.0.0/16} or {@code fd00::/8}; without a length one address. */
public record Cidr(InetAddress network, int prefix) {

    // Nothing that would make InetAddress ask a name server
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    public Cidr {
        int bits = network.getAddress().length * 8;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(
                    "the prefix length of " + network.getHostAddress() + " must be 0 to " + bits);
        }
    }

    public static Cidr parse(String text) {
        String range = text.strip();
        int slash = range.indexOf('/');
        String address = slash < 0 ? range : range.substring(0, slash);
        if (!LITERAL.matcher(address).matches()) {
            throw malformed(range, null);
        }
        try {
            InetAddress network = InetAddress.ofLiteral(address);
            int prefix =
                    slash < 0
                            ? network.getAddress().length * 8
                            : Integer.parseInt(range.substring(slash + 1));
            return new Cidr(network, prefix);
        } catch (IllegalArgumentException e) {
            throw malformed(range, e);
        }
    }

    private static IllegalArgumentException malformed(String range, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "'" + range + "' is not a CIDR such as 10.1.0.0/16 or fd00::/8", cause);
    }

    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        if (rest == 0) {
            return true;
        }
        int mask = 0xff << (8 - rest);
        return (mine[whole] & mask) == (theirs[whole] & mask);
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
