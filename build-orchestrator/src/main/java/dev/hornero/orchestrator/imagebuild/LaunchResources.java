// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.BuildRef;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.Workspace;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is made when a build is released, just before its Job is unsuspended: credentials that are
 * then fresh, and the volume.
 *
 * @param volume where volumes are static; as the one object without a namespace it is owned by none
 */
record LaunchResources(
        Secret registry,
        Optional<Secret> git,
        Optional<PersistentVolume> volume,
        PersistentVolumeClaim claim) {
    static final String DOCKER_CONFIG = ".dockerconfigjson";
    static final String GIT_USERNAME = "username";
    static final String GIT_PASSWORD = "password";
    static final String GIT_KEY = "key";
    static final String GIT_PASSPHRASE = "passphrase";
    static final String KNOWN_HOSTS = "known_hosts";

    static LaunchResources of(
            BuildJob job,
            Optional<RegistryCredentials> registry,
            Optional<GitCredential> git,
            BuildPodSettings settings) {
        return new LaunchResources(
                registry(job, registry, settings),
                git.map(credential -> git(job, credential, settings)),
                job.workspace().hostPath().map(path -> volume(job, path, settings)),
                claim(job, settings));
    }

    // spotless:off
    private static Secret registry(
            BuildJob job, Optional<RegistryCredentials> credentials, BuildPodSettings settings) {
        return new SecretBuilder()
                .withMetadata(owned(job, Names.registry(job.build()), settings))
                .withType("kubernetes.io/dockerconfigjson")
                .withData(Map.of(DOCKER_CONFIG, BuildResources.base64(
                        DockerConfig.of(job.registryHost(), credentials))))
                .build();
    }

    private static Secret git(BuildJob job, GitCredential credential, BuildPodSettings settings) {
        Map<String, String> data = new TreeMap<>();
        switch (credential) {
            case GitCredential.Token(var token) -> {
                data.put(GIT_USERNAME, tokenUser(job.sourceRepository()));
                data.put(GIT_PASSWORD, token);
            }
            case GitCredential.Basic(var username, var password) -> {
                data.put(GIT_USERNAME, username);
                data.put(GIT_PASSWORD, password);
            }
            case GitCredential.SshKey(var key, var passphrase, var knownHosts) -> {
                data.put(GIT_KEY, key.endsWith("\n") ? key : key + "\n");
                passphrase.ifPresent(p -> data.put(GIT_PASSPHRASE, p));
                data.put(KNOWN_HOSTS, knownHosts.endsWith("\n") ? knownHosts : knownHosts + "\n");
            }
        }
        data.replaceAll((_, value) -> BuildResources.base64(value));
        return new SecretBuilder()
                .withMetadata(owned(job, Names.git(job.build()), settings))
                .withType("Opaque")
                .withImmutable(true)
                .withData(data)
                .build();
    }

    /** Most hosts take any user name with a token; Bitbucket wants its own. */
    private static String tokenUser(String repository) {
        return GitAddress.ofRepository(repository).host().equals("bitbucket.org")
                ? "x-token-auth"
                : "x-access-token";
    }

    private static PersistentVolumeClaim claim(BuildJob job, BuildPodSettings settings) {
        Workspace workspace = job.workspace();
        boolean isStatic = workspace.isStatic();
        String name = Names.workspace(job.build());
        return new PersistentVolumeClaimBuilder()
                .withMetadata(owned(job, name, settings))
                .withNewSpec()
                    .withAccessModes("ReadWriteOnce")
                    // An empty class is no class: nothing but the named volume is bound.
                    .withStorageClassName(isStatic ? "" : workspace.storageClass().orElse(null))
                    .withVolumeName(isStatic ? volumeName(job) : null)
                    .withNewResources()
                        .addToRequests("storage", new Quantity(workspace.size()))
                    .endResources()
                .endSpec()
                .build();
    }

    private static PersistentVolume volume(BuildJob job, String base, BuildPodSettings settings) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                    .withName(volumeName(job))
                    .withLabels(labels(job.build(), settings))
                .endMetadata()
                .withNewSpec()
                    .addToCapacity("storage", new Quantity(job.workspace().size()))
                    .withAccessModes("ReadWriteOnce")
                    .withStorageClassName("")
                    .withPersistentVolumeReclaimPolicy("Retain")
                    .withNewClaimRef()
                        .withApiVersion("v1")
                        .withKind("PersistentVolumeClaim")
                        .withNamespace(job.location().namespace())
                        .withName(Names.workspace(job.build()))
                    .endClaimRef()
                    .withNewHostPath()
                        // The build's own directory is below it: see Scripts.CLEAN_UP.
                        .withPath(base.replaceAll("(?<=.)/+$", ""))
                        .withType("DirectoryOrCreate")
                    .endHostPath()
                .endSpec()
                .build();
    }

    private static ObjectMeta owned(BuildJob job, String name, BuildPodSettings settings) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(job.location().namespace())
                .withLabels(labels(job.build(), settings))
                .withOwnerReferences(owner(job.location().job(), job.uid()))
                .build();
    }

    static OwnerReference owner(String job, String uid) {
        return new OwnerReferenceBuilder()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(job)
                .withUid(uid)
                .build();
    }
    // spotless:on

    static String volumeName(BuildJob job) {
        return Names.workspace(job.build());
    }

    private static Map<String, String> labels(BuildRef build, BuildPodSettings settings) {
        return Labels.ofBuild(settings.cluster(), build, Names.job(build));
    }
}
