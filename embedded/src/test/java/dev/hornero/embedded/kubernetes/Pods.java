// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;

/** Pods of one container that runs a shell script. */
final class Pods {

    private Pods() {}

    static Pod script(String name, String script) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("main")
                .withImage(BuildJobs.CHECKOUT)
                .withCommand("sh", "-c")
                .withArgs(script)
                .endContainer()
                .endSpec()
                .build();
    }

    static Pod withVolume(Pod pod, Volume volume, VolumeMount mount) {
        return new PodBuilder(pod)
                .editSpec()
                .addToVolumes(volume)
                .editFirstContainer()
                .addToVolumeMounts(mount)
                .endContainer()
                .endSpec()
                .build();
    }
}
