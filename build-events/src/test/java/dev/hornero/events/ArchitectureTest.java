// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.hornero.houserules.HouseRules;

@AnalyzeClasses(
        packages = "dev.hornero.events",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule theContractNeedsTheJdkOnly =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", "dev.hornero.events..");

    @ArchTest
    static final ArchRule everyEventIsARecord =
            classes().that().implement(Event.class).and().areNotInterfaces().should().beRecords();
}
