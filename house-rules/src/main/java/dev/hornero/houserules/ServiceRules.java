// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Rules for the services, beside {@link HouseRules}: which technology a class may use stands in its
 * name. Use them as {@code ArchTests.in(ServiceRules.class)}.
 */
public final class ServiceRules {
    /**
     * {@code Postgres…} implements an interface that tests implement in memory; {@code …Store} is a
     * class that nothing replaces, so other features may use it.
     */
    @ArchTest
    static final ArchRule onlyStoresKnowTheDatabase =
            noClasses()
                    .that(are(not("Postgres.*|.*Store|.*Row|.*Rows|.*RowId")))
                    .and()
                    .resideOutsideOfPackages("..database..", "..outbox..", "..notice..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..",
                            "javax.sql..",
                            "jakarta.persistence..",
                            "org.hibernate..",
                            "io.quarkus.hibernate..",
                            "io.agroal..",
                            "org.postgresql..",
                            "org.flywaydb..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyResourcesKnowHttp =
            noClasses()
                    .that(are(not(".*Resource|.*Mapper|Current.*")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("jakarta.ws.rs..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyKafkaClassesKnowTheBrokersClients =
            noClasses()
                    .that(are(not("Kafka.*")))
                    .and()
                    .resideOutsideOfPackage("..outbox..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka.clients.admin..",
                            "org.apache.kafka.clients.producer..",
                            "org.apache.kafka.common")
                    .allowEmptyShould(true);

    /** Other features ask a feature, not its table or its topic. */
    @ArchTest
    static final ArchRule technologyIsNotPublic =
            classes()
                    .that(are(named("(Postgres|Kafka|Kubernetes|Sshd|Ecr|Oci)[A-Z].*")))
                    .and()
                    .areTopLevelClasses()
                    .should()
                    .notBePublic()
                    .allowEmptyShould(true);

    private ServiceRules() {}

    private static DescribedPredicate<JavaClass> are(DescribedPredicate<JavaClass> predicate) {
        return predicate;
    }

    /** By the name of the top-level class: what is nested belongs to it. */
    private static DescribedPredicate<JavaClass> named(String pattern) {
        return DescribedPredicate.describe(
                "named " + pattern, type -> topLevel(type).getSimpleName().matches(pattern));
    }

    private static DescribedPredicate<JavaClass> not(String pattern) {
        return DescribedPredicate.not(named(pattern));
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ServiceRules::topLevel).orElse(type);
    }
}
