// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds this cluster serves: what builds need, and what kubectl shows of them. */
public enum ResourceType {
    NAMESPACE("", "v1", "namespaces", "Namespace", Trait.CLUSTER, Trait.STATUS, "ns"),
    NODE("", "v1", "nodes", "Node", Trait.CLUSTER, Trait.STATUS, "no"),
    POD("", "v1", "pods", "Pod", Trait.STATUS, "po"),
    EVENT("", "v1", "events", "Event", "ev"),
    SECRET("", "v1", "secrets", "Secret"),
    CONFIG_MAP("", "v1", "configmaps", "ConfigMap", "cm"),
    SERVICE_ACCOUNT("", "v1", "serviceaccounts", "ServiceAccount", "sa"),
    PERSISTENT_VOLUME(
            "", "v1", "persistentvolumes", "PersistentVolume", Trait.CLUSTER, Trait.STATUS, "pv"),
    PERSISTENT_VOLUME_CLAIM(
            "", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", Trait.STATUS, "pvc"),
    JOB("batch", "v1", "jobs", "Job", Trait.STATUS),
    LEASE("coordination.k8s.io", "v1", "leases", "Lease"),
    STORAGE_CLASS("storage.k8s.io", "v1", "storageclasses", "StorageClass", Trait.CLUSTER, "sc");

    private enum Trait {
        CLUSTER,
        STATUS
    }

    private final String group;
    private final String version;
    private final String plural;
    private final String kind;
    private final boolean namespaced;
    private final boolean hasStatus;
    private final String shortName;

    ResourceType(String group, String version, String plural, String kind, Object... details) {
        List<Object> traits = Arrays.asList(details);
        this.group = group;
        this.version = version;
        this.plural = plural;
        this.kind = kind;
        this.namespaced = !traits.contains(Trait.CLUSTER);
        this.hasStatus = traits.contains(Trait.STATUS);
        this.shortName =
                traits.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .findFirst()
                        .orElse("");
    }

    /** The type served under this group ("" is the core group), version and plural name. */
    public static Optional<ResourceType> of(String group, String version, String plural) {
        return Arrays.stream(values())
                .filter(t -> t.group.equals(group))
                .filter(t -> t.version.equals(version) && t.plural.equals(plural))
                .findFirst();
    }

    public static Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(t -> t.apiVersion().equals(apiVersion) && t.kind.equals(kind))
                .findFirst();
    }

    public String group() {
        return group;
    }

    public String version() {
        return version;
    }

    public String plural() {
        return plural;
    }

    public String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    public String kind() {
        return kind;
    }

    public List<String> shortNames() {
        return shortName.isEmpty() ? List.of() : List.of(shortName);
    }

    /** {@code v1}, {@code batch/v1}: as objects name it. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code pods}, {@code jobs.batch}: as Kubernetes' error messages name it. */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    public boolean namespaced() {
        return namespaced;
    }

    public boolean hasStatus() {
        return hasStatus;
    }
}
