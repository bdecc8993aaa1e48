// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.hornero.houserules.HouseRules;

@AnalyzeClasses(packages = "dev.hornero.http", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule problemsStandAtTheBottom =
            noClasses()
                    .that()
                    .resideInAPackage("..problem..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..apikey..");
}
