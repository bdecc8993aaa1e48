// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import dev.hornero.events.Image;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code host[:port][/prefix]} as HORNERO_REGISTRY gives it.
 *
 * @param prefix empty, or a path without a slash at either end
 */
public record RegistryAddress(String host, String prefix) {
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "([A-Za-z0-9.-]+(?::[0-9]{1,5})?|\\[[0-9a-fA-F:]+](?::[0-9]{1,5})?)(?:/(.*))?");
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9._/-]*");
    private static final Pattern ECR_HOST =
            Pattern.compile(
                    "(?<account>[0-9]{12})\\.dkr[.-]ecr(?:-fips)?\\.(?<region>[a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|on\\.aws)");
    private static final Pattern PRIVATE =
            Pattern.compile(
                    "(localhost|127(\\.\\d{1,3}){3}|10(\\.\\d{1,3}){3}|192\\.168(\\.\\d{1,3}){2}"
                            + "|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}|\\[::1]|.*\\.local(host)?)(:\\d{1,5})?");
    private static final int SHORT_COMMIT = 12;

    /** An address of ECR: whose registry, and where. */
    public record Ecr(String account, String region) {}

    /** Reads the setting; throws {@link IllegalArgumentException} that names it. */
    public static RegistryAddress parse(String setting) {
        Matcher address = ADDRESS.matcher(setting.strip());
        if (!address.matches()) {
            throw new IllegalArgumentException(
                    "HORNERO_REGISTRY must be host[:port][/prefix] without a scheme, was \""
                            + setting
                            + "\"");
        }
        String prefix = Optional.ofNullable(address.group(2)).orElse("").replaceAll("^/+|/+$", "");
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "HORNERO_REGISTRY: the prefix must be of a-z, 0-9, '.', '_', '-' and '/', was \""
                            + prefix
                            + "\"");
        }
        return new RegistryAddress(address.group(1), prefix);
    }

    /** Account and region where the host is one of ECR's. */
    public Optional<Ecr> ecr() {
        Matcher ecr = ECR_HOST.matcher(host);
        return ecr.matches()
                ? Optional.of(new Ecr(ecr.group("account"), ecr.group("region")))
                : Optional.empty();
    }

    /** Whether Kaniko pushes to it over plain HTTP of its own accord, where it has no TLS. */
    public boolean isPrivate() {
        return PRIVATE.matcher(host).matches();
    }

    /** Where its API is: under the name by which Docker Hub's images are called there is none. */
    public String apiHost() {
        return host.equals("docker.io") ? "registry-1.docker.io" : host;
    }

    /** The path of a ProjectEnv's repository, below this registry's prefix. */
    public String pathOf(Image image) {
        return prefix.isEmpty() ? image.repository() : prefix + "/" + image.repository();
    }

    /** The tag that no other build of the ProjectEnv gets. */
    public static String buildTag(int number) {
        return "build-" + number;
    }

    /**
     * The tags of a build's image: those asked for, the commit's short id and the build's number;
     * where tags cannot be moved only the last, since a second build would be refused.
     */
    public static List<String> tags(
            Image image, String commit, int number, RegistryConfig.Mutability mutability) {
        String own = buildTag(number);
        return switch (mutability) {
            case IMMUTABLE -> List.of(own);
            case MUTABLE -> {
                Set<String> tags = new LinkedHashSet<>(image.tags());
                tags.add(commit.substring(0, SHORT_COMMIT));
                tags.add(own);
                yield new ArrayList<>(tags);
            }
        };
    }
}
