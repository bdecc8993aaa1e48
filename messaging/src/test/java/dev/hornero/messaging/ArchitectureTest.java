// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.hornero.messaging",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule noPackageNeedsOneThatNeedsIt =
            slices().matching("dev.hornero.messaging.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlySealsKnowTheJoseLibrary =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..seal..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.nimbusds..");
}
