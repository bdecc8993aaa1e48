// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import dev.hornero.houserules.HouseRules;

@AnalyzeClasses(
        packages = "dev.hornero.dockerfile",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    private static final String ROOT = "dev.hornero.dockerfile";

    /** From text up to arguments, each layer usable without those above it. */
    @ArchTest
    static final ArchRule layersKnowOnlyThoseBelow =
            Architectures.layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("text")
                    .definedBy(ROOT + ".text")
                    .layer("expansion")
                    .definedBy(ROOT + ".expansion")
                    .layer("format")
                    .definedBy(ROOT + ".format")
                    .layer("line")
                    .definedBy(ROOT + ".line")
                    .layer("instruction")
                    .definedBy(ROOT + ".instruction")
                    .layer("warning")
                    .definedBy(ROOT + ".warning")
                    .layer("stage")
                    .definedBy(ROOT + ".stage")
                    .layer("argument")
                    .definedBy(ROOT + ".argument")
                    .layer("scan")
                    .definedBy(ROOT)
                    .whereLayer("text")
                    .mayNotAccessAnyLayer()
                    .whereLayer("expansion")
                    .mayOnlyAccessLayers("text")
                    .whereLayer("format")
                    .mayOnlyAccessLayers("text")
                    .whereLayer("line")
                    .mayOnlyAccessLayers("text", "expansion")
                    .whereLayer("instruction")
                    .mayOnlyAccessLayers("text", "expansion", "format", "line")
                    .whereLayer("warning")
                    .mayOnlyAccessLayers("scan")
                    .whereLayer("stage")
                    .mayOnlyAccessLayers(
                            "text", "expansion", "format", "line", "instruction", "warning")
                    .whereLayer("argument")
                    .mayOnlyAccessLayers("text", "stage", "warning", "scan");

    @ArchTest
    static final ArchRule onlyTheScannerKnowsTheLayers =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT)
                    .and()
                    .doNotHaveSimpleName("DockerfileScanner")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOT + ".*");

    @ArchTest
    static final ArchRule layersDoNotKnowTheScanner =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".*")
                    .should()
                    .dependOnClassesThat()
                    .haveSimpleName("DockerfileScanner");

    @ArchTest
    static final ArchRule nothingButTheJdkIsUsed =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(ROOT + "..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule nothingIsReadFromOutside =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.io..", "java.nio.file..", "java.sql..")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class);
}
