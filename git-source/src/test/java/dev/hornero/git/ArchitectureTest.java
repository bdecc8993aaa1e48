// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.hornero.houserules.HouseRules;

@AnalyzeClasses(packages = "dev.hornero.git", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule thePortKnowsNoTechnology =
            classes()
                    .that()
                    .resideInAPackage("dev.hornero.git")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("dev.hornero.git", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule onlyTheAdapterIsPublicBesidesThePort =
            classes()
                    .that()
                    .resideInAPackage("dev.hornero.git.jgit")
                    .and()
                    .areTopLevelClasses()
                    .and()
                    .doNotHaveSimpleName("JGitSourceRepositories")
                    .should()
                    .notBePublic();

    @ArchTest
    static final ArchRule noFileIsWritten =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.nio.file.Files");

    @ArchTest
    static final ArchRule noClientResolvesNamesByItself =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.net.http..")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.net.HttpURLConnection");
}
