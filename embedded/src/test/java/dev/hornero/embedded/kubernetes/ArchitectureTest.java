// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.hornero.embedded.kubernetes",
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule objectsKnowNobodyAndContainersKnowNoCluster =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("Cluster")
                    .definedBy("dev.hornero.embedded.kubernetes")
                    .layer("Http")
                    .definedBy("..kubernetes.api.http..")
                    .layer("Controllers")
                    .definedBy("..kubernetes.controller..")
                    .layer("Kubelet")
                    .definedBy("..kubernetes.kubelet")
                    .layer("Container")
                    .definedBy("..kubelet.shim..", "..kubelet.executor..")
                    .layer("Objects")
                    .definedBy("..kubernetes.api")
                    .whereLayer("Cluster")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("Http")
                    .mayOnlyBeAccessedByLayers("Cluster")
                    .whereLayer("Controllers")
                    .mayOnlyBeAccessedByLayers("Kubelet", "Cluster")
                    .whereLayer("Kubelet")
                    .mayOnlyBeAccessedByLayers("Cluster")
                    .whereLayer("Container")
                    .mayOnlyBeAccessedByLayers("Kubelet", "Cluster")
                    .whereLayer("Objects")
                    .mayOnlyBeAccessedByLayers("Http", "Controllers", "Kubelet", "Cluster");

    @ArchTest
    static final ArchRule theContainersProcessNeedsTheJdkAndJacksonAlone =
            noClasses()
                    .that()
                    .resideInAnyPackage("..kubelet.shim..", "..kubelet.executor..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.fabric8..", "io.quarkus..", "..kubernetes.api..");

    @ArchTest
    static final ArchRule onlyTheHttpPackageSpeaksHttpToClients =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..kubernetes.api.http..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("com.sun.net.httpserver.."));
}
