// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/**
 * An interface stands where there are two implementations. Use the rule as {@code
 * ArchTests.in(PortRules.class)} in a test that analyzes the test classes too: one of the two may
 * be a fake.
 */
public final class PortRules {
    private static final int FEWEST = 2;

    @ArchTest
    static final ArchRule everyInterfaceHasTwoImplementations =
            classes()
                    .that(arePorts())
                    .should(haveTwoImplementations())
                    .because("with one a class does")
                    .allowEmptyShould(true);

    private PortRules() {}

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

    private static ArchCondition<JavaClass> haveTwoImplementations() {
        return new ArchCondition<>("have two implementations, one of which may be a fake") {
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
                if (implementations.size() < FEWEST) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    port,
                                    "%s has %s".formatted(port.getDescription(), implementations)));
                }
            }
        };
    }
}
