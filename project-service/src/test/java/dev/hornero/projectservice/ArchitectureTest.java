// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@AnalyzeClasses(
        packages = "dev.hornero.projectservice",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyPostgresPackagesKnowTheDatabase =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..postgres..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "jakarta.persistence..",
                            "org.hibernate..",
                            "io.quarkus.hibernate..",
                            "java.sql..",
                            "org.postgresql..",
                            "io.agroal..",
                            "org.flywaydb..");

    @ArchTest
    static final ArchRule onlyKafkaPackagesKnowTheBrokersClients =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..kafka..", "..outbox.postgres..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka.clients.admin..",
                            "org.apache.kafka.clients.producer..",
                            "org.apache.kafka.common..");

    @ArchTest
    static final ArchRule onlySshdPackagesKnowSshd =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..credential.sshd..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.sshd..");

    @ArchTest
    static final ArchRule nobodyKnowsAnAdapter =
            classes()
                    .that()
                    .resideInAPackage("..postgres..")
                    .or()
                    .resideInAPackage("..kafka..")
                    .or()
                    .resideInAPackage("..sshd..")
                    .should()
                    .notBePublic();

    @ArchTest
    static final ArchRule featuresFormNoCycles =
            slices().matching("dev.hornero.projectservice.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule consumersDecideNothing =
            methods()
                    .that()
                    .areAnnotatedWith(Incoming.class)
                    .should()
                    .beDeclaredInClassesThat()
                    .haveSimpleNameEndingWith("Consumer");

    @ArchTest
    static final ArchRule settingsAreMappings =
            noClasses().should().dependOnClassesThat().belongToAnyOf(ConfigProperty.class);

    @ArchTest
    static final ArchRule decisionsArePure =
            noClasses()
                    .that()
                    .haveSimpleName("BuildQueue")
                    .or()
                    .haveSimpleName("ArgumentResolver")
                    .or()
                    .areAssignableTo(dev.hornero.projectservice.build.Standing.class)
                    .should()
                    .dependOnClassesThat(
                            JavaClass.Predicates.resideInAnyPackage(
                                    "jakarta..", "io.quarkus..", "org.jboss..", "java.time.."));
}
