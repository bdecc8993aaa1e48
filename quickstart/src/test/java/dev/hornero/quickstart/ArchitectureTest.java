// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.hornero.quickstart",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresFormNoCycle =
            slices().matching("dev.hornero.quickstart.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyKubernetesKnowsTheClient =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..quickstart.kubernetes..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.fabric8..");

    @ArchTest
    static final ArchRule onlyTheProgramKnowsEveryFeature =
            noClasses()
                    .that()
                    .resideInAPackage("dev.hornero.quickstart.*..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("dev.hornero.quickstart.Quickstart");

    @ArchTest
    static final ArchRule theSampleRunsAsAUserWould =
            noClasses()
                    .that()
                    .resideInAPackage("..quickstart.sample..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..quickstart.process..", "..quickstart.home..", "..embedded.kafka..");
}
