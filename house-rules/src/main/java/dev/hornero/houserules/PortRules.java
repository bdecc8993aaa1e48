// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** An interface stands where there are two implementations, one of which may be a test's fake. */
final class PortRules {
    private PortRules() {}

    /**
     * Checks a module.
     *
     * @param main its main classes
     * @param all its main and test classes
     */
    static void check(JavaClasses main, JavaClasses all) {
        classes()
                .that(arePorts())
                .should(notHaveOneImplementation(main))
                .because("with one a class does")
                .allowEmptyShould(true)
                .check(all);
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

    private static ArchCondition<JavaClass> notHaveOneImplementation(JavaClasses main) {
        return new ArchCondition<>("have more than one implementation; one may be a fake") {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                List<JavaClass> implementations =
                        port.getAllSubclasses().stream()
                                .filter(type -> !type.isInterface())
                                .filter(type ->
                                        !type.getModifiers().contains(JavaModifier.ABSTRACT))
                                .toList();
                if (implementations.size() == 1
                        && !isForOtherModules(port, implementations.getFirst(), main)
                        && !keepsPackagesApart(port, implementations.getFirst())) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    port,
                                    "%s has %s alone"
                                            .formatted(
                                                    port.getDescription(),
                                                    implementations.getFirst().getName())));
                }
            }
        };
    }

    /**
     * Whether other modules implement an interface, so that here only a test does or a constant of
     * its own, or call it, so that here no class but the implementation knows it.
     */
    private static boolean isForOtherModules(
            JavaClass port, JavaClass implementation, JavaClasses main) {
        return port.getModifiers().contains(JavaModifier.PUBLIC)
                && (!main.contain(implementation.getName())
                        || isConstantOf(port, implementation)
                        || port.getDirectDependenciesToSelf().stream()
                                .map(Dependency::getOriginClass)
                                .filter(user -> main.contain(user.getName()))
                                .allMatch(user -> user.equals(implementation)));
    }

    private static boolean isConstantOf(JavaClass port, JavaClass implementation) {
        return implementation.isAnonymousClass()
                && implementation.getEnclosingClass().filter(port::equals).isPresent();
    }

    /** Whether a package uses an interface and does not need the other one that implements it. */
    private static boolean keepsPackagesApart(JavaClass port, JavaClass implementation) {
        JavaPackage implementing = implementation.getPackage();
        return !implementing.equals(port.getPackage())
                && port.getDirectDependenciesToSelf().stream()
                        .map(Dependency::getOriginClass)
                        .map(JavaClass::getPackage)
                        .filter(using -> !using.equals(implementing))
                        .anyMatch(using ->
                                !using.getPackageDependenciesFromThisPackage()
                                        .contains(implementing));
    }
}
