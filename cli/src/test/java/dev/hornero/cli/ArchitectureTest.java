// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.hornero.houserules.HouseRules;

@AnalyzeClasses(packages = "dev.hornero.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule only_server_talks_http =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.hornero.cli.server..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule only_scan_uses_the_scanning_libraries =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.hornero.cli.scan..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.hornero.dockerfile..", "dev.hornero.git..");

    @ArchTest
    static final ArchRule the_surroundings_are_given_not_looked_up =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("Hornero")
                    .should()
                    .callMethod(System.class, "getenv")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class)
                    .orShould()
                    .callMethod(java.time.Clock.class, "systemUTC");
}
