// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.hornero.houserules.HouseRules;

@AnalyzeClasses(
        packages = "dev.hornero.embedded",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule noServerKnowsAnother =
            slices().matching("dev.hornero.embedded.(*)..")
                    .namingSlices("$1")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            alwaysTrue(),
                            resideInAnyPackage(
                                    "dev.hornero.embedded.process", "dev.hornero.embedded"))
                    .ignoreDependency(resideInAPackage("dev.hornero.embedded.test"), alwaysTrue());

    @ArchTest
    static final ArchRule onlyKafkaKnowsTheBroker =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.hornero.embedded.kafka")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("kafka..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule onlyTestResourcesKnowQuarkusAndContainers =
            noClasses()
                    .that()
                    .haveSimpleNameNotEndingWith("TestResource")
                    .and()
                    .resideOutsideOfPackage("dev.hornero.embedded.test")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.quarkus..", "org.testcontainers..");
}
