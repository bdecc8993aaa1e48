// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.hornero.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.hornero.cli.(*)..").should().beFreeOfCycles();

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
