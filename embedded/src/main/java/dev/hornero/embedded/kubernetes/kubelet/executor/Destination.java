// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

/** Where an image goes: {@code registry[:port]/repository[:tag]}, read as Kaniko does. */
record Destination(String registry, String repository, String tag) {

    private static final String DOCKER_HUB = "index.docker.io";

    static Destination parse(String text) throws BuildException {
        String name = text;
        String tag = "latest";
        int colon = text.lastIndexOf(':');
        if (colon > text.lastIndexOf('/')) {
            name = text.substring(0, colon);
            tag = text.substring(colon + 1);
        }
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean hasRegistry =
                first.contains(".") || first.contains(":") || first.equals("localhost");
        String registry = hasRegistry ? first : DOCKER_HUB;
        String repository = hasRegistry ? name.substring(slash + 1) : name;
        boolean valid =
                repository.matches("[a-z0-9]+([._/-]+[a-z0-9]+)*")
                        && tag.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
        if (!valid) {
            throw new BuildException(
                    "error checking push permissions: getting tag for destination: could not parse"
                            + " reference: "
                            + text);
        }
        return new Destination(registry, repository, tag);
    }

    /** Without the tag. */
    String name() {
        return registry + "/" + repository;
    }

    /** Whether Kaniko tries plain HTTP by itself: on this machine and in private networks. */
    boolean isLocal() {
        return isLocal(registry);
    }

    static boolean isLocal(String registry) {
        String host = registry.replaceFirst(":[0-9]+$", "");
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.endsWith(".local")
                || host.matches("127\\..*|10\\..*|192\\.168\\..*|172\\.(1[6-9]|2[0-9]|3[01])\\..*")
                || host.equals("[::1]");
    }

    @Override
    public String toString() {
        return name() + ":" + tag;
    }
}
