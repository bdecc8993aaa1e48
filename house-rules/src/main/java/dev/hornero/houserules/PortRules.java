// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Comparator;
import java.util.List;

/** An interface stands where there are two implementations, one of which may be a test's fake. */
final class PortRules {
    private static final ArchRule RULE =
            classes()
                    .that(arePorts())
                    .should(notHaveOneImplementation())
                    .because("with one a class does")
                    .allowEmptyShould(true);

    private PortRules() {}

    /** Checks the module of some classes, its tests included. */
    static void check(JavaClasses classes) {
        String root =
                classes.stream()
                        .map(JavaClass::getPackageName)
                        .min(Comparator.comparingInt(String::length))
                        .orElseThrow();
        RULE.check(new ClassFileImporter().importPackages(root));
    }

    private static DescribedPredicate<JavaClass> arePorts() {
        return DescribedPredicate.describe(
                "are interfaces that classes implement",
                type ->
                        type.isInterface()
                                && !type.isAnnotation()
                                && !type.isAnnotatedWith(FunctionalInterface.class)
                                && !type.isAnnotatedWith(
                                        "org.eclipse.microprofile.rest.client.inject.RegisterRestClient")
                                && !isMapping(type)
                                && !type.reflect().isSealed()
                                && !type.getSimpleName().equals("package-info"));
    }

    /** A mapping of settings, or a group of them inside of one. */
    private static boolean isMapping(JavaClass type) {
        return type.isAnnotatedWith("io.smallrye.config.ConfigMapping")
                || type.getEnclosingClass().filter(PortRules::isMapping).isPresent();
    }

    private static ArchCondition<JavaClass> notHaveOneImplementation() {
        return new ArchCondition<>("have more than one implementation; one may be a fake") {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                List<String> implementations =
                        port.getAllSubclasses().stream()
                                .filter(type -> !type.isInterface())
                                .filter(type ->
                                        !type.getModifiers().contains(JavaModifier.ABSTRACT))
                                .map(JavaClass::getName)
                                .sorted()
                                .toList();
                if (implementations.size() == 1) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    port,
                                    "%s has %s alone"
                                            .formatted(
                                                    port.getDescription(),
                                                    implementations.getFirst())));
                }
            }
        };
    }
}
