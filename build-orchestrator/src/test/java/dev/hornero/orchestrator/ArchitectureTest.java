// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.hornero.orchestrator",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyPackagesOfKubernetesKnowItsClient =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..kubernetes..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.fabric8..");

    @ArchTest
    static final ArchRule onlyTheRegistryOfAwsKnowsItsSdk =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..aws..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule onlyChannelsKnowKafka =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..kafka..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..", "org.eclipse.microprofile.reactive..");

    @ArchTest
    static final ArchRule whatIsKnownOfABuildDependsOnNothingThatActsOnIt =
            noClasses()
                    .that()
                    .resideInAPackage("dev.hornero.orchestrator.build..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.hornero.orchestrator.control..",
                            "dev.hornero.orchestrator.queue..",
                            "dev.hornero.orchestrator.log..");

    @ArchTest
    static final ArchRule theQueueDecidesAndDoesNothing =
            noClasses()
                    .that()
                    .resideInAPackage("dev.hornero.orchestrator.queue..")
                    .should()
                    .dependOnClassesThat()
                    .haveSimpleNameEndingWith("Cluster");

    @ArchTest
    static final ArchRule registriesKnowNothingOfBuilds =
            noClasses()
                    .that()
                    .resideInAPackage("dev.hornero.orchestrator.registry..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.hornero.orchestrator.build..");

    @ArchTest
    static final ArchRule settingsComeByConfigMapping =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("org.eclipse.microprofile.config.inject.ConfigProperty")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("dev.hornero.orchestrator.(*)..").should().beFreeOfCycles();
}
