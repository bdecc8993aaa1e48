// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;

/** Jobs of the shape that build images. */
final class BuildJobs {

    static final String EXECUTOR = "ghcr.io/osscontainertools/kaniko:v1.28.3";
    static final String CHECKOUT = "docker.io/alpine/git:2.49.1";

    private BuildJobs() {}

    /** A Job that runs one shell script. */
    static Job script(String name, String script) {
        return new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("main")
                .withImage(CHECKOUT)
                .withCommand("sh", "-c")
                .withArgs(script)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** A checkout onto a claim, then the executor with these arguments. */
    static Job build(String name, String repository, List<String> executorArguments) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--context=dir:///workspace",
                                "--dockerfile=/workspace/Dockerfile",
                                "--digest-file=/dev/termination-log"));
        arguments.addAll(executorArguments);
        return new JobBuilder(script(name, ""))
                .editSpec()
                .editTemplate()
                .editSpec()
                .addNewInitContainer()
                .withName("checkout")
                .withImage(CHECKOUT)
                .withCommand("sh", "-ec")
                .withArgs("git clone --quiet \"$REPOSITORY\" /workspace && ls -a /workspace")
                .addToEnv(new EnvVar("REPOSITORY", repository, null))
                .addNewVolumeMount()
                .withName("workspace")
                .withMountPath("/workspace")
                .endVolumeMount()
                .endInitContainer()
                .withContainers()
                .addNewContainer()
                .withName("build")
                .withImage(EXECUTOR)
                .withArgs(arguments)
                .addToEnv(
                        new EnvVarBuilder()
                                .withName("HORNERO_ARG_1")
                                .withNewValueFrom()
                                .withNewSecretKeyRef("arg-1", name, true)
                                .endValueFrom()
                                .build())
                .addNewVolumeMount()
                .withName("workspace")
                .withMountPath("/workspace")
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("workspace")
                .withNewPersistentVolumeClaim(name, false)
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    static PersistentVolumeClaim claim(String name) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .endSpec()
                .build();
    }

    static Secret argument(String name, String value) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToStringData("arg-1", value)
                .build();
    }
}
