// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.hornero.houserules.HouseRules;
import dev.hornero.houserules.ServiceRules;

@AnalyzeClasses(
        packages = "dev.hornero.orchestrator",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);
    @ArchTest static final ArchTests SERVICE = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule onlyEcrKnowsTheSdkOfAws =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("EcrRegistry")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("software.amazon..");

    @ArchTest
    static final ArchRule theQueueDecidesAndDoesNothing =
            noClasses()
                    .that()
                    .resideInAPackage("..queue..")
                    .should()
                    .dependOnClassesThat()
                    .haveSimpleNameEndingWith("Cluster");
}
