// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.hornero.houserules.HouseRules;

@AnalyzeClasses(
        packages = "dev.hornero.console",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule only_the_proxy_knows_its_library =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..vertx..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.vertx.httpproxy..", "io.vertx.ext.web..");

    @ArchTest
    static final ArchRule only_service_asks_the_services =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.hornero.console.service..", "dev.hornero.console.visitor..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.eclipse.microprofile.rest.client..");

    @ArchTest
    static final ArchRule pages_do_not_know_the_proxy =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.hornero.console.front..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.hornero.console.front..");
}
