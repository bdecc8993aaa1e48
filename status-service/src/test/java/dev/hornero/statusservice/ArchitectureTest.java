// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.hornero.statusservice",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule whereABuildStandsIsFoundWithoutAnyFramework =
            classes()
                    .that()
                    .resideInAPackage("dev.hornero.statusservice.build")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            "dev.hornero.events..",
                            "dev.hornero.messaging.envelope",
                            "dev.hornero.statusservice.build");

    @ArchTest
    static final ArchRule onlyPostgresPackagesKnowTheDatabase =
            noClasses()
                    .that(not(resideInAnyPackage("..postgres")))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "java.sql..",
                                    "javax.sql..",
                                    "org.postgresql..",
                                    "org.flywaydb.."));

    @ArchTest
    static final ArchRule onlyKafkaPackagesKnowKafka =
            noClasses()
                    .that(not(resideInAnyPackage("..kafka")))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "org.apache.kafka..",
                                    "org.eclipse.microprofile.reactive.messaging.."));

    @ArchTest
    static final ArchRule onlyRestPackagesKnowHttp =
            noClasses()
                    .that(not(resideInAnyPackage("..rest")))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("jakarta.ws.rs..", "dev.hornero.http.page.."));

    @ArchTest
    static final ArchRule featuresDoNotKnowTheirTechnology =
            noClasses()
                    .that(not(resideInAnyPackage("..postgres", "..kafka", "..rest")))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("..postgres", "..kafka", "..rest"));
}
