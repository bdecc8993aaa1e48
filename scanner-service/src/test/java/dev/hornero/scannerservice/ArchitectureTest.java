// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.hornero.scannerservice",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule gitIsReachedThroughItsLibraryOnly =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.eclipse.jgit..");

    @ArchTest
    static final ArchRule theFindingKnowsNoFramework =
            noClasses()
                    .that()
                    .haveSimpleName("Finding")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta..", "io.quarkus..", "io.micrometer..");
}
