// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Resolves names as a test says, one answer after another, and all other names as ever. */
public final class ControlledNames extends InetAddressResolverProvider {

    private static final Map<String, List<List<String>>> ANSWERS = new ConcurrentHashMap<>();

    /** The addresses of each look-up; the last ones also of those that follow. */
    static void answer(String host, List<List<String>> addresses) {
        ANSWERS.put(host, addresses);
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver others = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                    throws UnknownHostException {
                List<List<String>> answers = ANSWERS.get(host);
                if (answers == null) {
                    return others.lookupByName(host, policy);
                }
                if (answers.size() > 1) {
                    ANSWERS.put(host, answers.subList(1, answers.size()));
                }
                return answers.getFirst().stream().map(InetAddress::ofLiteral);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return others.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names as a test says";
    }
}
