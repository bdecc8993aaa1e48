// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.hornero.houserules.HouseRules;

@AnalyzeClasses(
        packages = "dev.hornero.quickstart",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

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
