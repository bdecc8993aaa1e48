// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Comparator;

/** Rules for every module. Use them as {@code ArchTests.in(HouseRules.class)}. */
public final class HouseRules {
    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("dev.hornero.*.(*)..").should().beFreeOfCycles();

    /** Half of all tools leave out directories of that name. */
    @ArchTest
    static final ArchRule noPackageIsCalledBuild =
            classes().should().resideOutsideOfPackage("..build..");

    /** A decision can be tested in a millisecond: no framework, no clock, no input or output. */
    @ArchTest
    static final ArchRule modelsArePure =
            classes()
                    .that()
                    .resideInAPackage("..model..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.lang..",
                            "java.math..",
                            "java.net",
                            "java.nio.charset..",
                            "java.time..",
                            "java.util..",
                            "org.jspecify..",
                            "io.fabric8.kubernetes.api.model..",
                            "dev.hornero.dockerfile..",
                            "dev.hornero.events..",
                            "dev.hornero.messaging.envelope..",
                            "dev.hornero.messaging.seal..",
                            "..model..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule settingsComeByConfigMapping =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName(
                            "org.eclipse.microprofile.config.inject.ConfigProperty");

    private HouseRules() {}

    @ArchTest
    static void everyInterfaceHasTwoImplementations(JavaClasses main) {
        PortRules.check(main, withTests(main));
    }

    @ArchTest
    static void everyConfigMappingIsTested(JavaClasses main) {
        String root = root(main);
        if (withTests(main).stream()
                .filter(type -> type.getPackageName().equals(root))
                .noneMatch(type -> type.isAssignableTo(ConfigMappings.class))) {
            noClasses()
                    .should()
                    .beAnnotatedWith("io.smallrye.config.ConfigMapping")
                    .because("no test in %s extends %s".formatted(root, ConfigMappings.class))
                    .check(main);
        }
    }

    /** The module of some classes, its tests included. */
    private static JavaClasses withTests(JavaClasses main) {
        return new ClassFileImporter().importPackages(root(main));
    }

    /** The package that all others of a module are below. */
    private static String root(JavaClasses main) {
        return main.stream()
                .map(JavaClass::getPackageName)
                .min(Comparator.comparingInt(String::length))
                .orElseThrow();
    }
}
