// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.DeleteOptions.Propagation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the API server lets be done to objects, by Kubernetes' rules: defaults, versions, status
 * apart from spec, finalizers, graceful deletion. Controllers of this process and HTTP clients both
 * come through here. Trees handed out are the caller's own.
 */
public final class ClusterObjects {

    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final long MAX_GRACE_SECONDS = 30;
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    /** Which half of an object a write is about. */
    public enum Part {
        /** Everything but the status. */
        OBJECT,
        /** The status alone. */
        STATUS
    }

    private final ObjectStore store;
    private final Clock clock;

    public ClusterObjects(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public ObjectStore store() {
        return store;
    }

    public Optional<ObjectNode> find(ObjectKey key) {
        return store.find(key).map(ObjectNode::deepCopy);
    }

    public <T> Optional<T> find(ObjectKey key, Class<T> model) {
        return store.find(key).map(object -> convert(object, model));
    }

    /**
     * The object that has to be there.
     *
     * @throws ApiException 404
     */
    public ObjectNode get(ObjectKey key) {
        return find(key).orElseThrow(() -> ApiException.notFound(key));
    }

    /** Of one namespace, or of all when it is "". */
    public Listing list(ResourceType type, String namespace) {
        Listing stored = store.list(type, namespace);
        return new Listing(
                stored.resourceVersion(),
                stored.items().stream().map(ObjectNode::deepCopy).toList());
    }

    public <T> List<T> list(ResourceType type, String namespace, Class<T> model) {
        return store.list(type, namespace).items().stream()
                .map(object -> convert(object, model))
                .toList();
    }

    /** Every object of a type, in all namespaces. */
    public List<ObjectKey> keys(ResourceType type) {
        return store.list(type, "").items().stream()
                .map(object -> ObjectKey.of(type, object))
                .toList();
    }

    /** Every object that names this uid among its owners. */
    public List<ObjectKey> ownedBy(String uid) {
        return store.ownedBy(uid);
    }

    /** Several changes as one: all become visible together, or none. */
    public <T extends @Nullable Object> T atomically(Supplier<T> work) {
        return store.atomically(work);
    }

    /** Creates from a model class. */
    public ObjectNode create(ResourceType type, String namespace, Object model) {
        return create(type, namespace, JSON.<ObjectNode>valueToTree(model));
    }

    public ObjectNode create(ResourceType type, String namespace, ObjectNode wanted) {
        return store.atomically(() -> {
            ObjectNode object = wanted.deepCopy();
            requireKind(type, object);
            stampNew(type, namespace, object);
            ObjectKey key = ObjectKey.of(type, object);
            requireNamespace(key);
            if (store.find(key).isPresent()) {
                throw ApiException.alreadyExists(key);
            }
            Defaults.begin(type, object);
            Defaults.apply(type, object);
            admit(key, object);
            List<String> problems = Validation.ofNew(type, object);
            if (!problems.isEmpty()) {
                throw ApiException.invalid(key, problems);
            }
            store.put(key, object);
            if (type == ResourceType.NAMESPACE) {
                createServiceAccount(key.name());
            }
            return object.deepCopy();
        });
    }

    /**
     * Puts this version in the place of the stored one. A resource version in it must be the
     * present one; without one the last writer wins, as in Kubernetes.
     */
    public ObjectNode replace(ObjectKey key, ObjectNode wanted, Part part) {
        return store.atomically(() -> {
            ObjectNode now = store.find(key).orElseThrow(() -> ApiException.notFound(key));
            requireCurrent(key, now, wanted);
            ObjectNode next =
                    part == Part.STATUS
                            ? withStatusOf(now, wanted)
                            : withObjectOf(key, now, wanted);
            if (next.equals(now)) {
                return now.deepCopy();
            }
            if (isRemovable(key, next)) {
                store.remove(key);
            } else {
                store.put(key, next);
            }
            return next.deepCopy();
        });
    }

    /**
     * Reads, changes and writes with no other writer in between: patches, and this process's
     * controllers.
     */
    public ObjectNode change(ObjectKey key, Part part, UnaryOperator<ObjectNode> how) {
        return store.atomically(() -> replace(key, how.apply(get(key)), part));
    }

    /** Sets the status from a model class. */
    public ObjectNode setStatus(ObjectKey key, Object status) {
        return change(
                key,
                Part.STATUS,
                object -> {
                    object.set("status", JSON.valueToTree(status));
                    return object;
                });
    }

    /**
     * Deletes, or begins to: an object with finalizers or a running pod is marked and goes later.
     *
     * @return the object as it then stands, or last stood
     */
    public ObjectNode delete(ObjectKey key, DeleteOptions options) {
        return store.atomically(() -> {
            ObjectNode now = store.find(key).orElseThrow(() -> ApiException.notFound(key));
            requirePreconditions(key, now, options);
            ObjectNode next = now.deepCopy();
            propagate(key.type(), next, options);
            stampDeleted(key, now, next, options);
            if (isRemovable(key, next)) {
                store.remove(key);
            } else if (!next.equals(now)) {
                store.put(key, next);
            }
            return next.deepCopy();
        });
    }

    /** Removes a finalizer, and with the last one the object; an object already gone is fine. */
    public void removeFinalizer(ObjectKey key, String finalizer) {
        store.atomically(() -> {
            if (store.find(key).isPresent()) {
                change(
                        key,
                        Part.OBJECT,
                        object -> {
                            Metadata.removeFinalizer(object, finalizer);
                            return object;
                        });
            }
            return key;
        });
    }

    /** The namespace's last step, once nothing is left in it. */
    public void finishNamespace(ObjectKey key) {
        store.atomically(() -> {
            store.find(key)
                    .filter(Metadata::isBeingDeleted)
                    .filter(namespace -> Metadata.finalizers(namespace).isEmpty())
                    .ifPresent(namespace -> store.remove(key));
            return key;
        });
    }

    public static <T> T convert(JsonNode object, Class<T> model) {
        try {
            return JSON.treeToValue(object, model);
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest(
                    "not a %s: %s".formatted(model.getSimpleName(), e.getOriginalMessage()));
        }
    }

    private static void requireKind(ResourceType type, ObjectNode object) {
        String kind = object.path("kind").asText(type.kind());
        String apiVersion = object.path("apiVersion").asText(type.apiVersion());
        if (!kind.equals(type.kind()) || !apiVersion.equals(type.apiVersion())) {
            throw ApiException.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s"
                            .formatted(kind, apiVersion, type.kind()));
        }
        object.put("kind", kind).put("apiVersion", apiVersion);
    }

    private void stampNew(ResourceType type, String namespace, ObjectNode object) {
        ObjectNode metadata = Metadata.of(object);
        if (metadata.hasNonNull("resourceVersion")
                && !metadata.path("resourceVersion").asText().isEmpty()) {
            throw ApiException.badRequest(
                    "resourceVersion should not be set on objects to be created");
        }
        inNamespace(type, namespace, metadata);
        String prefix = metadata.path("generateName").asText("");
        if (!metadata.hasNonNull("name") && !prefix.isEmpty()) {
            metadata.put("name", generateName(type, namespace, prefix));
        }
        List.of("deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "managedFields")
                .forEach(metadata::remove);
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", Metadata.timestamp(clock.instant()));
        metadata.remove("resourceVersion");
        if (type.hasStatus() && type != ResourceType.NODE) {
            object.putObject("status");
        }
    }

    private static void inNamespace(ResourceType type, String namespace, ObjectNode metadata) {
        String named = metadata.path("namespace").asText("");
        if (!type.namespaced()) {
            metadata.remove("namespace");
        } else if (named.isEmpty() || named.equals(namespace)) {
            metadata.put("namespace", namespace);
        } else {
            throw ApiException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the"
                            + " request");
        }
    }

    private String generateName(ResourceType type, String namespace, String prefix) {
        return Stream.generate(() -> GeneratedName.from(prefix))
                .filter(name ->
                        store.find(new ObjectKey(type, type.namespaced() ? namespace : "", name))
                                .isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private void requireNamespace(ObjectKey key) {
        if (!key.type().namespaced()) {
            return;
        }
        ObjectKey namespace = ObjectKey.of(ResourceType.NAMESPACE, key.namespace());
        ObjectNode found =
                store.find(namespace).orElseThrow(() -> ApiException.notFound(namespace));
        if (Metadata.isBeingDeleted(found)) {
            throw ApiException.forbidden(
                    key,
                    "unable to create new content in namespace %s because it is being terminated"
                            .formatted(key.namespace()));
        }
    }

    private void admit(ObjectKey key, ObjectNode object) {
        switch (key.type()) {
            case POD -> {
                var account =
                        ObjectKey.of(
                                ResourceType.SERVICE_ACCOUNT,
                                key.namespace(),
                                object.path("spec").path("serviceAccountName").asText());
                if (store.find(account).isEmpty()) {
                    throw ApiException.forbidden(
                            key,
                            "error looking up service account %s/%s: serviceaccount \"%2$s\" not"
                                            .formatted(key.namespace(), account.name())
                                    + " found");
                }
                PodSecurity.violations(podSecurityLevel(key.namespace()), object.path("spec"))
                        .ifPresent(why -> {
                            throw ApiException.forbidden(key, why);
                        });
            }
            case PERSISTENT_VOLUME_CLAIM -> {
                Metadata.addFinalizer(object, Finalizers.CLAIM_IN_USE);
                if (!object.path("spec").has("storageClassName")) {
                    defaultClass()
                            .ifPresent(name ->
                                    ((ObjectNode) object.path("spec"))
                                            .put("storageClassName", name));
                }
            }
            case PERSISTENT_VOLUME -> Metadata.addFinalizer(object, Finalizers.VOLUME_BOUND);
            case NAMESPACE,
                    NODE,
                    EVENT,
                    SECRET,
                    CONFIG_MAP,
                    SERVICE_ACCOUNT,
                    JOB,
                    LEASE,
                    STORAGE_CLASS -> {}
        }
    }

    private String podSecurityLevel(String namespace) {
        return store.find(ObjectKey.of(ResourceType.NAMESPACE, namespace))
                .map(Metadata::labels)
                .map(labels -> labels.get("pod-security.kubernetes.io/enforce"))
                .orElse("privileged");
    }

    private Optional<String> defaultClass() {
        return store.list(ResourceType.STORAGE_CLASS, "").items().stream()
                .filter(c ->
                        c.path("metadata")
                                .path("annotations")
                                .path(DEFAULT_CLASS)
                                .asText()
                                .equals("true"))
                .map(Metadata::name)
                .findFirst();
    }

    private void createServiceAccount(String namespace) {
        ObjectNode account = JSON.createObjectNode();
        Metadata.of(account).put("name", "default");
        create(ResourceType.SERVICE_ACCOUNT, namespace, account);
    }

    private static void requireCurrent(ObjectKey key, ObjectNode now, ObjectNode wanted) {
        JsonNode metadata = wanted.path("metadata");
        String version = metadata.path("resourceVersion").asText("");
        if (!version.isEmpty()
                && !version.equals(now.path("metadata").path("resourceVersion").asText())) {
            throw ApiException.stale(key);
        }
        String uid = metadata.path("uid").asText("");
        if (!uid.isEmpty() && !uid.equals(Metadata.uid(now))) {
            throw ApiException.conflict(
                    key,
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(uid, Metadata.uid(now)));
        }
    }

    private static ObjectNode withStatusOf(ObjectNode now, ObjectNode wanted) {
        ObjectNode next = now.deepCopy();
        if (wanted.hasNonNull("status")) {
            next.set("status", wanted.get("status").deepCopy());
        } else {
            next.remove("status");
        }
        return next;
    }

    private static ObjectNode withObjectOf(ObjectKey key, ObjectNode now, ObjectNode wanted) {
        ObjectNode next = wanted.deepCopy();
        requireKind(key.type(), next);
        if (!Metadata.name(next).equals(key.name())) {
            throw ApiException.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)"
                            .formatted(Metadata.name(next), key.name()));
        }
        keepSystemFields(key.type(), now, next);
        Defaults.apply(key.type(), next);
        if (Metadata.isBeingDeleted(now)
                && !Metadata.finalizers(now).containsAll(Metadata.finalizers(next))) {
            throw ApiException.invalid(
                    key,
                    List.of(
                            "metadata.finalizers: Forbidden: no new finalizers can be added if the"
                                    + " object is being deleted"));
        }
        List<String> problems = Validation.ofUpdate(key.type(), now, next);
        if (!problems.isEmpty()) {
            throw ApiException.invalid(key, problems);
        }
        return next;
    }

    private static void keepSystemFields(ResourceType type, ObjectNode now, ObjectNode next) {
        ObjectNode metadata = Metadata.of(next);
        for (String field :
                List.of(
                        "uid",
                        "resourceVersion",
                        "creationTimestamp",
                        "deletionTimestamp",
                        "deletionGracePeriodSeconds",
                        "namespace")) {
            keep(now.path("metadata"), metadata, field);
        }
        metadata.remove("managedFields");
        if (metadata.path("finalizers").isEmpty()) {
            metadata.remove("finalizers");
        }
        if (type.hasStatus()) {
            keep(now, next, "status");
        }
    }

    private static void keep(JsonNode from, ObjectNode to, String field) {
        if (from.has(field)) {
            to.set(field, from.get(field).deepCopy());
        } else {
            to.remove(field);
        }
    }

    private static void requirePreconditions(ObjectKey key, ObjectNode now, DeleteOptions options) {
        options.uid()
                .filter(uid -> !uid.equals(Metadata.uid(now)))
                .ifPresent(uid -> {
                    throw ApiException.conflict(
                            key,
                            "Precondition failed: UID in precondition: %s, UID in object"
                                            .formatted(uid)
                                    + " meta: "
                                    + Metadata.uid(now));
                });
        options.resourceVersion()
                .filter(v -> !v.equals(now.path("metadata").path("resourceVersion").asText()))
                .ifPresent(v -> {
                    throw ApiException.stale(key);
                });
    }

    private static void propagate(ResourceType type, ObjectNode next, DeleteOptions options) {
        boolean decidedBefore =
                Metadata.finalizers(next).stream().anyMatch(Finalizers.PROPAGATION::contains);
        if (options.propagation().isEmpty() && decidedBefore) {
            return;
        }
        // Deleting a Job over REST orphans its pods unless the request says otherwise.
        Propagation propagation =
                options.propagation()
                        .orElse(
                                type == ResourceType.JOB
                                        ? Propagation.ORPHAN
                                        : Propagation.BACKGROUND);
        Finalizers.PROPAGATION.forEach(f -> Metadata.removeFinalizer(next, f));
        switch (propagation) {
            case ORPHAN -> Metadata.addFinalizer(next, Finalizers.ORPHAN);
            case FOREGROUND -> Metadata.addFinalizer(next, Finalizers.FOREGROUND);
            case BACKGROUND -> {}
        }
    }

    private void stampDeleted(
            ObjectKey key, ObjectNode now, ObjectNode next, DeleteOptions options) {
        ObjectNode metadata = Metadata.of(next);
        long grace = key.type() == ResourceType.POD ? podGrace(next, options) : 0;
        boolean first = !Metadata.isBeingDeleted(now);
        if (first || grace < metadata.path("deletionGracePeriodSeconds").asLong()) {
            Instant end = clock.instant().plusSeconds(grace);
            metadata.put("deletionTimestamp", Metadata.timestamp(end));
            metadata.put("deletionGracePeriodSeconds", grace);
        }
        if (key.type() == ResourceType.NAMESPACE) {
            next.withObject("/status").put("phase", "Terminating");
        }
    }

    private static long podGrace(ObjectNode pod, DeleteOptions options) {
        boolean nobodyRunsIt =
                !pod.path("spec").hasNonNull("nodeName")
                        || PodPhases.isFinal(pod.path("status").path("phase").asText());
        return nobodyRunsIt
                ? 0
                : options.gracePeriodSeconds()
                        .orElse(
                                pod.path("spec")
                                        .path("terminationGracePeriodSeconds")
                                        .asLong(MAX_GRACE_SECONDS));
    }

    private static boolean isRemovable(ObjectKey key, ObjectNode object) {
        return Metadata.isBeingDeleted(object)
                && Metadata.finalizers(object).isEmpty()
                && object.path("metadata").path("deletionGracePeriodSeconds").asLong() == 0
                && key.type() != ResourceType.NAMESPACE;
    }

    /** The namespaced kinds, to empty a namespace. */
    public static List<ResourceType> namespacedTypes() {
        return Stream.of(ResourceType.values())
                .filter(ResourceType::namespaced)
                .collect(Collectors.toUnmodifiableList());
    }
}
