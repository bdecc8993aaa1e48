// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import io.fabric8.kubernetes.api.model.Container;
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

/** A container's environment, from its spec and the Secrets that it names. */
final class PodEnvironment {

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
        Optional<Secret> secret =
                objects.find(
                        ObjectKey.of(ResourceType.SECRET, pod.getMetadata().getNamespace(), name),
                        Secret.class);
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

    private Optional<String> referenced(EnvVarSource source) throws NotReadyException {
        var reference = source.getSecretKeyRef();
        if (reference == null) {
            throw new NotReadyException("this node fills variables from Secrets only");
        }
        boolean optional = isTrue(reference.getOptional());
        Optional<String> value =
                Optional.ofNullable(secret(reference.getName(), optional).get(reference.getKey()))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        if (value.isEmpty() && !optional) {
            throw new NotReadyException(
                    "couldn't find key %s in Secret %s/%s"
                            .formatted(
                                    reference.getKey(),
                                    pod.getMetadata().getNamespace(),
                                    reference.getName()));
        }
        return value;
    }

    static boolean isTrue(@org.jspecify.annotations.Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
