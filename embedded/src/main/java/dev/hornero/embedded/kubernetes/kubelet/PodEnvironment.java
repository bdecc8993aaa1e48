// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A container's environment, from its spec and the Secrets and ConfigMaps that it names. */
final class PodEnvironment {

    private static final Pattern MAP_FIELD =
            Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");

    private final ClusterObjects objects;
    private final Pod pod;

    PodEnvironment(ClusterObjects objects, Pod pod) {
        this.objects = objects;
        this.pod = pod;
    }

    /**
     * In the order of the spec, because a value may refer to those before it.
     *
     * @throws NotReadyException when something named is missing and not optional
     */
    Map<String, String> of(Container container) throws NotReadyException {
        var environment = new LinkedHashMap<String, String>();
        for (EnvFromSource source : container.getEnvFrom()) {
            String prefix = source.getPrefix() == null ? "" : source.getPrefix();
            entries(source).forEach((key, value) -> environment.put(prefix + key, value));
        }
        for (EnvVar variable : container.getEnv()) {
            if (variable.getValueFrom() != null) {
                Optional<String> value = referenced(variable.getValueFrom());
                value.ifPresent(v -> environment.put(variable.getName(), v));
            } else {
                String value = variable.getValue() == null ? "" : variable.getValue();
                environment.put(variable.getName(), Expansion.expand(value, environment));
            }
        }
        return environment;
    }

    /**
     * What a Secret holds.
     *
     * @throws NotReadyException when there is none and it is not optional
     */
    Map<String, byte[]> secret(String name, boolean optional) throws NotReadyException {
        Optional<Secret> secret = objects.find(key(ResourceType.SECRET, name), Secret.class);
        if (secret.isEmpty() && !optional) {
            throw new NotReadyException("secret \"%s\" not found".formatted(name));
        }
        var data = new TreeMap<String, byte[]>();
        secret.map(Secret::getData)
                .ifPresent(encoded ->
                        encoded.forEach(
                                (key, value) -> data.put(key, Base64.getDecoder().decode(value))));
        return data;
    }

    /**
     * What a ConfigMap holds.
     *
     * @throws NotReadyException when there is none and it is not optional
     */
    Map<String, byte[]> configMap(String name, boolean optional) throws NotReadyException {
        Optional<ConfigMap> map = objects.find(key(ResourceType.CONFIG_MAP, name), ConfigMap.class);
        if (map.isEmpty() && !optional) {
            throw new NotReadyException("configmap \"%s\" not found".formatted(name));
        }
        var data = new TreeMap<String, byte[]>();
        map.map(ConfigMap::getData)
                .ifPresent(texts ->
                        texts.forEach((key, value) ->
                                data.put(key, value.getBytes(StandardCharsets.UTF_8))));
        return data;
    }

    private Map<String, String> entries(EnvFromSource source) throws NotReadyException {
        Map<String, byte[]> data =
                source.getSecretRef() != null
                        ? secret(
                                source.getSecretRef().getName(),
                                isTrue(source.getSecretRef().getOptional()))
                        : configMap(
                                source.getConfigMapRef().getName(),
                                isTrue(source.getConfigMapRef().getOptional()));
        var entries = new TreeMap<String, String>();
        data.forEach((key, value) -> entries.put(key, text(value)));
        return entries;
    }

    private Optional<String> referenced(EnvVarSource source) throws NotReadyException {
        if (source.getSecretKeyRef() != null) {
            var reference = source.getSecretKeyRef();
            boolean optional = isTrue(reference.getOptional());
            return entry(
                    "Secret",
                    reference.getName(),
                    reference.getKey(),
                    secret(reference.getName(), optional),
                    optional);
        }
        if (source.getConfigMapKeyRef() != null) {
            var reference = source.getConfigMapKeyRef();
            boolean optional = isTrue(reference.getOptional());
            return entry(
                    "ConfigMap",
                    reference.getName(),
                    reference.getKey(),
                    configMap(reference.getName(), optional),
                    optional);
        }
        if (source.getFieldRef() != null) {
            return Optional.of(field(source.getFieldRef().getFieldPath()));
        }
        throw new NotReadyException("this node fills no resourceFieldRef");
    }

    private Optional<String> entry(
            String kind, String name, String key, Map<String, byte[]> data, boolean optional)
            throws NotReadyException {
        Optional<String> value = Optional.ofNullable(data.get(key)).map(PodEnvironment::text);
        if (value.isEmpty() && !optional) {
            throw new NotReadyException(
                    "couldn't find key %s in %s %s/%s"
                            .formatted(key, kind, pod.getMetadata().getNamespace(), name));
        }
        return value;
    }

    private String field(String path) throws NotReadyException {
        Matcher map = MAP_FIELD.matcher(path);
        if (map.matches()) {
            Map<String, String> values =
                    map.group(1).equals("labels")
                            ? pod.getMetadata().getLabels()
                            : pod.getMetadata().getAnnotations();
            return values == null ? "" : values.getOrDefault(map.group(2), "");
        }
        return switch (path) {
            case "metadata.name" -> pod.getMetadata().getName();
            case "metadata.namespace" -> pod.getMetadata().getNamespace();
            case "metadata.uid" -> pod.getMetadata().getUid();
            case "spec.nodeName" -> pod.getSpec().getNodeName();
            case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
            case "status.podIP", "status.hostIP" -> "127.0.0.1";
            default -> throw new NotReadyException("this node knows no field " + path);
        };
    }

    private ObjectKey key(ResourceType type, String name) {
        return ObjectKey.of(type, pod.getMetadata().getNamespace(), name);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static boolean isTrue(@org.jspecify.annotations.Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
